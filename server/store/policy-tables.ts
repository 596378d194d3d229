/**
 * Tables of the policy at work. `subject` is `request`, `case` or `partnership`. Columns that end in `_sealed` hold what is
 * personal, encrypted (`seal.ts`): the database alone tells nobody's name, and who may not read them gets only the rest.
 */
export type PolicyTables = {
  /** The policy as it was adopted; subjects follow the version under which they began. */
  policy_version: {
    association_id: string;
    version: number;
    content: string;
    content_hash: string;
    created_at: number;
  };

  /** What happened on a journey, in order. The state follows from these rows alone. */
  journey_event: {
    association_id: string;
    subject: string;
    subject_id: string;
    seq: number;
    at: number;
    actor: string;
    /** Account or key; "" for whom Rida serves. */
    actor_id: string;
    /** JourneyAction as JSON, without anything personal. */
    action: string;
    /** JSON: reason, note, members present, conflicts, referral. */
    detail_sealed: string;
  };
  /** Something that happened, without anybody to whom it happened: the feed of analytics. */
  milestone: {
    association_id: string;
    id: string;
    measure: string;
    service: string;
    channel: string;
    kind: string;
    step: string;
    outcome: string;
    counted_on: string;
    duration: number | null;
    n: number;
  };

  contact: {
    association_id: string;
    id: string;
    channel: string;
    purpose: string;
    service: string;
    kind: string;
    received_at: number;
    answered_at: number | null;
    closed_at: number | null;
    /** `answered`, `request`, `referred`, `no-answer` or "" while it is open. */
    outcome: string;
    request_id: string | null;
    note_sealed: string;
    recorded_by: string;
    seq: number;
  };

  request: {
    association_id: string;
    id: string;
    /** SHA-256 of the follow-up code. */
    code_hash: string;
    journey: string;
    policy_version: number;
    service: string;
    channel: string;
    kind: string;
    language: string;
    /** How it came: `online`, `phone`, `interview`, `letter` or `walk-in`. */
    way: string;
    opened_at: number;
    /** Where the journey is, kept beside the events for lists. */
    step: string | null;
    ending: string | null;
    since: number;
    seq: number;
    /** JSON: name, phone, guardian. */
    person_sealed: string;
    /** JSON: checked answers of the application. */
    answers_sealed: string;
    form_id: string;
    form_version: number;
    consent_version: number;
    delivery_id: string | null;
    review_due_on: string | null;
  };
  declaration: {
    association_id: string;
    id: string;
    request_id: string;
    version: number;
    text_hash: string;
    /** `applicant` or `guardian`. */
    signed_by: string;
    name_sealed: string;
    signed_at: number;
  };
  document: {
    association_id: string;
    id: string;
    subject: string;
    subject_id: string;
    /** Id of the policy's document rule, or of the restricted report. */
    rule: string;
    /** Roles that may open it, separated by commas; "" for all who work on the subject. */
    restricted_to: string;
    name_sealed: string;
    media_type: string;
    bytes: number;
    uploaded_at: number;
    uploaded_by: string;
    /** `waiting`, `verified`, `rejected` or `replaced`. */
    state: string;
    issued_on: string | null;
    expires_on: string | null;
    judged_by: string;
    judged_at: number | null;
    reason_sealed: string;
  };
  document_content: { association_id: string; document_id: string; content_sealed: Uint8Array };
  /** What somebody was told, to be read behind the follow-up code. */
  notice: {
    association_id: string;
    id: string;
    subject: string;
    subject_id: string;
    /** `received`, `missing`, `decided`, `refused`, `referred`, `clarified`, … */
    topic: string;
    detail_sealed: string;
    made_at: number;
    read_at: number | null;
  };
  /** Objections to a refusal and complaints, apart from any evaluation. */
  complaint: {
    association_id: string;
    id: string;
    code_hash: string;
    /** `objection` or `complaint`. */
    type: string;
    request_id: string | null;
    service: string;
    channel: string;
    kind: string;
    received_at: number;
    acknowledged_at: number | null;
    due_on: string;
    closed_at: number | null;
    /** `upheld`, `partly`, `not-upheld`, `withdrawn` or "". */
    outcome: string;
    text_sealed: string;
    answer_sealed: string;
    seq: number;
  };
  /** Looking again at a beneficiary's data, so that entitlement continues. */
  review: {
    association_id: string;
    id: string;
    request_id: string;
    due_on: string;
    done_at: number | null;
    outcome: string;
    by: string;
    note_sealed: string;
  };

  case_file: {
    association_id: string;
    id: string;
    journey: string;
    policy_version: number;
    opened_at: number;
    step: string | null;
    ending: string | null;
    since: number;
    seq: number;
    person_sealed: string;
    /** `inside` or `abroad`, once known. */
    place: string;
    criteria_sealed: string;
  };
  assessment: {
    association_id: string;
    id: string;
    case_id: string;
    assessed_at: number;
    level: number;
    by: string;
    note_sealed: string;
  };
  follow_up: {
    association_id: string;
    id: string;
    case_id: string;
    day: number;
    due_on: string;
    place: string;
    done_at: number | null;
    /** `reached`, `not-reached`, `refused` or "". */
    outcome: string;
    by: string;
    note_sealed: string;
  };
  /** A programme during the stay (clause I8); evaluated by group code only, so it names no case. */
  programme: {
    association_id: string;
    id: string;
    title: string;
    held_on: string;
    service: string;
    recorded_by: string;
  };

  partner: { association_id: string; id: string; name: string; region: string; field: string; created_at: number };
  partner_request: {
    association_id: string;
    id: string;
    partner_id: string;
    journey: string;
    policy_version: number;
    service: string;
    title: string;
    aims: string;
    expected: number;
    reached: number | null;
    /** JSON: checked answers of the formal request (clause T13). */
    answers: string;
    opened_at: number;
    step: string | null;
    ending: string | null;
    since: number;
    seq: number;
  };
  /** One scored criterion of the study (clause T14). */
  study_score: {
    association_id: string;
    partner_request_id: string;
    criterion: string;
    score: number;
    note: string;
    by: string;
    at: number;
  };
  priority_weights: {
    association_id: string;
    version: number;
    weights: string;
    meeting: string;
    decided_on: string;
    by: string;
    /** Of the lottery between equals; drawn with the weights, before anybody asked under them. */
    seed: string;
  };
  agreement: {
    association_id: string;
    id: string;
    partner_request_id: string;
    /** `memorandum` or `execution`. */
    type: string;
    association_duties: string;
    partner_duties: string;
    starts_on: string;
    ends_on: string;
    association_signed_at: number | null;
    partner_signed_at: number | null;
    /** Accounts of who signed for each side; "" before. */
    association_signed_by: string;
    partner_signed_by: string;
  };
  /** Something that a partner received, and the delivery by which it is counted and evaluated. */
  partner_delivery: {
    association_id: string;
    id: string;
    partner_request_id: string;
    delivered_on: string;
    what: string;
    /** People of the partner who were there. */
    reached: number;
    delivery_id: string;
    recorded_at: number;
    recorded_by: string;
  };
  indicator: {
    association_id: string;
    id: string;
    partner_request_id: string;
    name: string;
    unit: string;
    baseline: number;
    target: number;
    /** `higher` or `lower` is better. */
    better: string;
  };
  impact_report: {
    association_id: string;
    id: string;
    partner_request_id: string;
    period_from: string;
    period_to: string;
    due_on: string;
    filed_at: number | null;
    narrative: string;
    reached: number | null;
  };
  indicator_value: {
    association_id: string;
    impact_report_id: string;
    indicator_id: string;
    actual: number;
    evidence: string;
  };
  partnership_evaluation: {
    association_id: string;
    partner_request_id: string;
    /** `partner` or `association`. */
    side: string;
    answers: string;
    at: number;
  };

  acknowledgement: {
    association_id: string;
    user_id: string;
    reading: string;
    version: number;
    at: number;
  };
  circulation: { association_id: string; unit: string; version: number; given_on: string; by: string };
  /** A version of one of the officer's tools (clause C10). */
  shelf_document: {
    association_id: string;
    id: string;
    tool: string;
    title: string;
    version: number;
    media_type: string;
    bytes: number;
    content: Uint8Array;
    added_at: number;
    added_by: string;
  };
  /** Improvement: a finding, what is changed, and what came of it (clauses C6, C8). */
  action: {
    association_id: string;
    id: string;
    finding: string;
    change: string;
    /** MetricQuery as JSON, by which it is measured again. */
    measured_by: string;
    owner: string;
    opened_on: string;
    due_on: string;
    done_on: string | null;
    /** `improved`, `no-clear-change`, `worse` or "". */
    result: string;
    /** JSON of the figures before and after. */
    before_figure: string;
    after_figure: string;
    /** What beneficiaries are told: "you said, we did". */
    published: string;
    published_on: string | null;
    seq: number;
  };

  /** Open texts of a response that may name somebody, until a person has looked at them (clause C7b). */
  held_comment: {
    association_id: string;
    response_id: string;
    /** `held` waits, `kept` is never shown, `released` is shown as it was redacted. */
    state: string;
    held_on: string;
    judged_by: string;
    judged_at: number | null;
  };

  /** Who read or changed what is restricted, and why. */
  audit_entry: {
    association_id: string;
    id: string;
    at: number;
    actor_id: string;
    actor_name: string;
    role: string;
    act: string;
    entity: string;
    entity_id: string;
    reason_sealed: string;
  };
};
