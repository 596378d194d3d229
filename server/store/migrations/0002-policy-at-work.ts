import { type CreateTableBuilder, type Kysely, type Migration, sql } from "kysely";
import type { Dialect } from "#server/store/dialect.ts";

/** Tables of the policy at work: journeys, requests, cases, partners, and what proves that it is kept. */
export function policyAtWorkMigration(dialect: Dialect): Migration {
  const instant = dialect === "sqlite" ? "integer" : "bigint";
  const accountFlag = dialect === "sqlite" ? "integer" : "boolean";
  const number = dialect === "sqlite" ? "real" : "double precision";
  const bytes = dialect === "sqlite" ? "blob" : "bytea";
  const strict = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
    dialect === "sqlite" ? table.modifyEnd(sql`strict`) : table;

  return {
    async up(db: Kysely<unknown>) {
      const tenant = (name: string) =>
        strict(db.schema.createTable(name)).addColumn("association_id", "text", (c) =>
          c.notNull().references("association.id"),
        );

      await tenant("policy_version")
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("content", "text", (c) => c.notNull())
        .addColumn("content_hash", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("policy_version_pk", ["association_id", "version"])
        .execute();

      await tenant("journey_event")
        .addColumn("subject", "text", (c) => c.notNull())
        .addColumn("subject_id", "text", (c) => c.notNull())
        .addColumn("seq", "integer", (c) => c.notNull())
        .addColumn("at", instant, (c) => c.notNull())
        .addColumn("actor", "text", (c) => c.notNull())
        .addColumn("actor_id", "text", (c) => c.notNull())
        .addColumn("action", "text", (c) => c.notNull())
        .addColumn("detail_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("journey_event_pk", ["association_id", "subject", "subject_id", "seq"])
        .execute();

      await tenant("milestone")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("measure", "text", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("channel", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("step", "text", (c) => c.notNull())
        .addColumn("outcome", "text", (c) => c.notNull())
        .addColumn("counted_on", "text", (c) => c.notNull())
        .addColumn("duration", "integer")
        .addColumn("n", "integer", (c) => c.notNull())
        .addPrimaryKeyConstraint("milestone_pk", ["association_id", "id"])
        .execute();

      await tenant("contact")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("channel", "text", (c) => c.notNull())
        .addColumn("purpose", "text", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("received_at", instant, (c) => c.notNull())
        .addColumn("answered_at", instant)
        .addColumn("closed_at", instant)
        .addColumn("outcome", "text", (c) => c.notNull())
        .addColumn("request_id", "text")
        .addColumn("note_sealed", "text", (c) => c.notNull())
        .addColumn("recorded_by", "text", (c) => c.notNull())
        .addColumn("seq", "integer", (c) => c.notNull())
        .addPrimaryKeyConstraint("contact_pk", ["association_id", "id"])
        .execute();

      await tenant("request")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("code_hash", "text", (c) => c.notNull().unique())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("policy_version", "integer", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("channel", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("language", "text", (c) => c.notNull())
        .addColumn("way", "text", (c) => c.notNull())
        .addColumn("opened_at", instant, (c) => c.notNull())
        .addColumn("step", "text")
        .addColumn("ending", "text")
        .addColumn("since", instant, (c) => c.notNull())
        .addColumn("seq", "integer", (c) => c.notNull())
        .addColumn("person_sealed", "text", (c) => c.notNull())
        .addColumn("answers_sealed", "text", (c) => c.notNull())
        .addColumn("form_id", "text", (c) => c.notNull())
        .addColumn("form_version", "integer", (c) => c.notNull())
        .addColumn("consent_version", "integer", (c) => c.notNull())
        .addColumn("delivery_id", "text")
        .addColumn("review_due_on", "text")
        .addPrimaryKeyConstraint("request_pk", ["association_id", "id"])
        .execute();

      await tenant("declaration")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("request_id", "text", (c) => c.notNull())
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("text_hash", "text", (c) => c.notNull())
        .addColumn("signed_by", "text", (c) => c.notNull())
        .addColumn("name_sealed", "text", (c) => c.notNull())
        .addColumn("signed_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("declaration_pk", ["association_id", "id"])
        .addForeignKeyConstraint("declaration_request_fk", ["association_id", "request_id"], "request", [
          "association_id",
          "id",
        ])
        .execute();

      await tenant("document")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("subject", "text", (c) => c.notNull())
        .addColumn("subject_id", "text", (c) => c.notNull())
        .addColumn("rule", "text", (c) => c.notNull())
        .addColumn("restricted_to", "text", (c) => c.notNull())
        .addColumn("name_sealed", "text", (c) => c.notNull())
        .addColumn("media_type", "text", (c) => c.notNull())
        .addColumn("bytes", "integer", (c) => c.notNull())
        .addColumn("uploaded_at", instant, (c) => c.notNull())
        .addColumn("uploaded_by", "text", (c) => c.notNull())
        .addColumn("state", "text", (c) => c.notNull())
        .addColumn("issued_on", "text")
        .addColumn("expires_on", "text")
        .addColumn("judged_by", "text", (c) => c.notNull())
        .addColumn("judged_at", instant)
        .addColumn("reason_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("document_pk", ["association_id", "id"])
        .execute();

      await tenant("document_content")
        .addColumn("document_id", "text", (c) => c.notNull())
        .addColumn("content_sealed", bytes, (c) => c.notNull())
        .addPrimaryKeyConstraint("document_content_pk", ["association_id", "document_id"])
        .addForeignKeyConstraint("document_content_document_fk", ["association_id", "document_id"], "document", [
          "association_id",
          "id",
        ])
        .execute();

      await tenant("notice")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("subject", "text", (c) => c.notNull())
        .addColumn("subject_id", "text", (c) => c.notNull())
        .addColumn("topic", "text", (c) => c.notNull())
        .addColumn("detail_sealed", "text", (c) => c.notNull())
        .addColumn("made_at", instant, (c) => c.notNull())
        .addColumn("read_at", instant)
        .addPrimaryKeyConstraint("notice_pk", ["association_id", "id"])
        .execute();

      await tenant("complaint")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("code_hash", "text", (c) => c.notNull().unique())
        .addColumn("type", "text", (c) => c.notNull())
        .addColumn("request_id", "text")
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("channel", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("received_at", instant, (c) => c.notNull())
        .addColumn("acknowledged_at", instant)
        .addColumn("due_on", "text", (c) => c.notNull())
        .addColumn("closed_at", instant)
        .addColumn("outcome", "text", (c) => c.notNull())
        .addColumn("text_sealed", "text", (c) => c.notNull())
        .addColumn("answer_sealed", "text", (c) => c.notNull())
        .addColumn("seq", "integer", (c) => c.notNull())
        .addPrimaryKeyConstraint("complaint_pk", ["association_id", "id"])
        .execute();

      await tenant("review")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("request_id", "text", (c) => c.notNull())
        .addColumn("due_on", "text", (c) => c.notNull())
        .addColumn("done_at", instant)
        .addColumn("outcome", "text", (c) => c.notNull())
        .addColumn("by", "text", (c) => c.notNull())
        .addColumn("note_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("review_pk", ["association_id", "id"])
        .addForeignKeyConstraint("review_request_fk", ["association_id", "request_id"], "request", [
          "association_id",
          "id",
        ])
        .execute();

      await tenant("case_file")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("policy_version", "integer", (c) => c.notNull())
        .addColumn("opened_at", instant, (c) => c.notNull())
        .addColumn("step", "text")
        .addColumn("ending", "text")
        .addColumn("since", instant, (c) => c.notNull())
        .addColumn("seq", "integer", (c) => c.notNull())
        .addColumn("person_sealed", "text", (c) => c.notNull())
        .addColumn("place", "text", (c) => c.notNull())
        .addColumn("criteria_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("case_file_pk", ["association_id", "id"])
        .execute();

      await tenant("assessment")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("case_id", "text", (c) => c.notNull())
        .addColumn("assessed_at", instant, (c) => c.notNull())
        .addColumn("level", "integer", (c) => c.notNull())
        .addColumn("by", "text", (c) => c.notNull())
        .addColumn("note_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("assessment_pk", ["association_id", "id"])
        .addForeignKeyConstraint("assessment_case_file_fk", ["association_id", "case_id"], "case_file", [
          "association_id",
          "id",
        ])
        .execute();

      await tenant("follow_up")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("case_id", "text", (c) => c.notNull())
        .addColumn("day", "integer", (c) => c.notNull())
        .addColumn("due_on", "text", (c) => c.notNull())
        .addColumn("place", "text", (c) => c.notNull())
        .addColumn("done_at", instant)
        .addColumn("outcome", "text", (c) => c.notNull())
        .addColumn("by", "text", (c) => c.notNull())
        .addColumn("note_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("follow_up_pk", ["association_id", "id"])
        .addForeignKeyConstraint("follow_up_case_file_fk", ["association_id", "case_id"], "case_file", [
          "association_id",
          "id",
        ])
        .execute();

      await tenant("programme")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("title", "text", (c) => c.notNull())
        .addColumn("held_on", "text", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("recorded_by", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("programme_pk", ["association_id", "id"])
        .execute();

      await tenant("partner")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("name", "text", (c) => c.notNull())
        .addColumn("region", "text", (c) => c.notNull())
        .addColumn("field", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("partner_pk", ["association_id", "id"])
        .execute();

      await tenant("partner_request")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("partner_id", "text", (c) => c.notNull())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("policy_version", "integer", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("title", "text", (c) => c.notNull())
        .addColumn("aims", "text", (c) => c.notNull())
        .addColumn("expected", "integer", (c) => c.notNull())
        .addColumn("reached", "integer")
        .addColumn("answers", "text", (c) => c.notNull())
        .addColumn("opened_at", instant, (c) => c.notNull())
        .addColumn("step", "text")
        .addColumn("ending", "text")
        .addColumn("since", instant, (c) => c.notNull())
        .addColumn("seq", "integer", (c) => c.notNull())
        .addPrimaryKeyConstraint("partner_request_pk", ["association_id", "id"])
        .addForeignKeyConstraint("partner_request_partner_fk", ["association_id", "partner_id"], "partner", [
          "association_id",
          "id",
        ])
        .execute();

      await tenant("study_score")
        .addColumn("partner_request_id", "text", (c) => c.notNull())
        .addColumn("criterion", "text", (c) => c.notNull())
        .addColumn("score", number, (c) => c.notNull())
        .addColumn("note", "text", (c) => c.notNull())
        .addColumn("by", "text", (c) => c.notNull())
        .addColumn("at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("study_score_pk", ["association_id", "partner_request_id", "criterion"])
        .addForeignKeyConstraint(
          "study_score_partner_request_fk",
          ["association_id", "partner_request_id"],
          "partner_request",
          ["association_id", "id"],
        )
        .execute();

      await tenant("priority_weights")
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("weights", "text", (c) => c.notNull())
        .addColumn("meeting", "text", (c) => c.notNull())
        .addColumn("decided_on", "text", (c) => c.notNull())
        .addColumn("by", "text", (c) => c.notNull())
        .addColumn("seed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("priority_weights_pk", ["association_id", "version"])
        .execute();

      await tenant("agreement")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("partner_request_id", "text", (c) => c.notNull())
        .addColumn("type", "text", (c) => c.notNull())
        .addColumn("association_duties", "text", (c) => c.notNull())
        .addColumn("partner_duties", "text", (c) => c.notNull())
        .addColumn("starts_on", "text", (c) => c.notNull())
        .addColumn("ends_on", "text", (c) => c.notNull())
        .addColumn("association_signed_at", instant)
        .addColumn("association_signed_by", "text", (c) => c.notNull())
        .addColumn("partner_signed_at", instant)
        .addColumn("partner_signed_by", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("agreement_pk", ["association_id", "id"])
        .addForeignKeyConstraint(
          "agreement_partner_request_fk",
          ["association_id", "partner_request_id"],
          "partner_request",
          ["association_id", "id"],
        )
        .execute();

      await tenant("partner_delivery")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("partner_request_id", "text", (c) => c.notNull())
        .addColumn("delivered_on", "text", (c) => c.notNull())
        .addColumn("what", "text", (c) => c.notNull())
        .addColumn("reached", "integer", (c) => c.notNull())
        .addColumn("delivery_id", "text", (c) => c.notNull())
        .addColumn("recorded_at", instant, (c) => c.notNull())
        .addColumn("recorded_by", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("partner_delivery_pk", ["association_id", "id"])
        .addForeignKeyConstraint(
          "partner_delivery_partner_request_fk",
          ["association_id", "partner_request_id"],
          "partner_request",
          ["association_id", "id"],
        )
        .execute();

      await tenant("indicator")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("partner_request_id", "text", (c) => c.notNull())
        .addColumn("name", "text", (c) => c.notNull())
        .addColumn("unit", "text", (c) => c.notNull())
        .addColumn("baseline", number, (c) => c.notNull())
        .addColumn("target", number, (c) => c.notNull())
        .addColumn("better", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("indicator_pk", ["association_id", "id"])
        .addForeignKeyConstraint(
          "indicator_partner_request_fk",
          ["association_id", "partner_request_id"],
          "partner_request",
          ["association_id", "id"],
        )
        .execute();

      await tenant("impact_report")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("partner_request_id", "text", (c) => c.notNull())
        .addColumn("period_from", "text", (c) => c.notNull())
        .addColumn("period_to", "text", (c) => c.notNull())
        .addColumn("due_on", "text", (c) => c.notNull())
        .addColumn("filed_at", instant)
        .addColumn("narrative", "text", (c) => c.notNull())
        .addColumn("reached", "integer")
        .addPrimaryKeyConstraint("impact_report_pk", ["association_id", "id"])
        .addForeignKeyConstraint(
          "impact_report_partner_request_fk",
          ["association_id", "partner_request_id"],
          "partner_request",
          ["association_id", "id"],
        )
        .execute();

      await tenant("indicator_value")
        .addColumn("impact_report_id", "text", (c) => c.notNull())
        .addColumn("indicator_id", "text", (c) => c.notNull())
        .addColumn("actual", number, (c) => c.notNull())
        .addColumn("evidence", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("indicator_value_pk", ["association_id", "impact_report_id", "indicator_id"])
        .execute();

      await tenant("partnership_evaluation")
        .addColumn("partner_request_id", "text", (c) => c.notNull())
        .addColumn("side", "text", (c) => c.notNull())
        .addColumn("answers", "text", (c) => c.notNull())
        .addColumn("at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("partnership_evaluation_pk", ["association_id", "partner_request_id", "side"])
        .addForeignKeyConstraint(
          "partnership_evaluation_partner_request_fk",
          ["association_id", "partner_request_id"],
          "partner_request",
          ["association_id", "id"],
        )
        .execute();

      await tenant("acknowledgement")
        .addColumn("user_id", "text", (c) => c.notNull())
        .addColumn("reading", "text", (c) => c.notNull())
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("acknowledgement_pk", ["association_id", "user_id", "reading", "version"])
        .execute();

      await tenant("circulation")
        .addColumn("unit", "text", (c) => c.notNull())
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("given_on", "text", (c) => c.notNull())
        .addColumn("by", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("circulation_pk", ["association_id", "unit", "version"])
        .execute();

      await tenant("shelf_document")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("tool", "text", (c) => c.notNull())
        .addColumn("title", "text", (c) => c.notNull())
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("media_type", "text", (c) => c.notNull())
        .addColumn("bytes", "integer", (c) => c.notNull())
        .addColumn("content", bytes, (c) => c.notNull())
        .addColumn("added_at", instant, (c) => c.notNull())
        .addColumn("added_by", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("shelf_document_pk", ["association_id", "id"])
        .execute();

      await tenant("action")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("finding", "text", (c) => c.notNull())
        .addColumn("change", "text", (c) => c.notNull())
        .addColumn("measured_by", "text", (c) => c.notNull())
        .addColumn("owner", "text", (c) => c.notNull())
        .addColumn("opened_on", "text", (c) => c.notNull())
        .addColumn("due_on", "text", (c) => c.notNull())
        .addColumn("done_on", "text")
        .addColumn("result", "text", (c) => c.notNull())
        .addColumn("before_figure", "text", (c) => c.notNull())
        .addColumn("after_figure", "text", (c) => c.notNull())
        .addColumn("published", "text", (c) => c.notNull())
        .addColumn("published_on", "text")
        .addColumn("seq", "integer", (c) => c.notNull())
        .addPrimaryKeyConstraint("action_pk", ["association_id", "id"])
        .execute();

      await tenant("audit_entry")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("at", instant, (c) => c.notNull())
        .addColumn("actor_id", "text", (c) => c.notNull())
        .addColumn("actor_name", "text", (c) => c.notNull())
        .addColumn("role", "text", (c) => c.notNull())
        .addColumn("act", "text", (c) => c.notNull())
        .addColumn("entity", "text", (c) => c.notNull())
        .addColumn("entity_id", "text", (c) => c.notNull())
        .addColumn("reason_sealed", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("audit_entry_pk", ["association_id", "id"])
        .execute();

      await db.schema.createIndex("request_where").on("request").columns(["association_id", "step", "since"]).execute();
      await db.schema
        .createIndex("request_review")
        .on("request")
        .columns(["association_id", "review_due_on"])
        .execute();
      await db.schema
        .createIndex("contact_received")
        .on("contact")
        .columns(["association_id", "received_at"])
        .execute();
      await db.schema
        .createIndex("document_subject")
        .on("document")
        .columns(["association_id", "subject", "subject_id"])
        .execute();
      await db.schema
        .createIndex("notice_subject")
        .on("notice")
        .columns(["association_id", "subject", "subject_id"])
        .execute();
      await db.schema.createIndex("review_due").on("review").columns(["association_id", "due_on"]).execute();
      await db.schema.createIndex("follow_up_due").on("follow_up").columns(["association_id", "due_on"]).execute();
      await tenant("held_comment")
        .addColumn("response_id", "text", (c) => c.notNull())
        .addColumn("state", "text", (c) => c.notNull())
        .addColumn("held_on", "text", (c) => c.notNull())
        .addColumn("judged_by", "text", (c) => c.notNull())
        .addColumn("judged_at", instant)
        .addPrimaryKeyConstraint("held_comment_pk", ["association_id", "response_id"])
        .execute();

      await db.schema.createIndex("audit_when").on("audit_entry").columns(["association_id", "at"]).execute();
      await db.schema
        .createIndex("audit_entity")
        .on("audit_entry")
        .columns(["association_id", "entity", "entity_id"])
        .execute();
      await db.schema
        .createIndex("declaration_request")
        .on("declaration")
        .columns(["association_id", "request_id"])
        .execute();
      await db.schema.createIndex("assessment_case").on("assessment").columns(["association_id", "case_id"]).execute();
      await db.schema.createIndex("complaint_due").on("complaint").columns(["association_id", "due_on"]).execute();
      await db.schema
        .createIndex("partner_request_partner")
        .on("partner_request")
        .columns(["association_id", "partner_id"])
        .execute();
      await db.schema
        .createIndex("impact_report_due")
        .on("impact_report")
        .columns(["association_id", "due_on"])
        .execute();

      await db.schema
        .alterTable("delivery")
        .addColumn("place", "text", (c) => c.notNull().defaultTo(""))
        .execute();
      await db.schema.alterTable("membership").addColumn("partner_id", "text").execute();
      await db.schema.alterTable("api_key").addColumn("partner_id", "text").execute();
      await db.schema.alterTable("user").addColumn("hasFirstPassword", accountFlag).execute();
    },
  };
}
