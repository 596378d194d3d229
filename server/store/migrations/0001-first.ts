import { type Kysely, type CreateTableBuilder, type Migration, sql } from "kysely";
import type { Dialect } from "#server/store/dialect.ts";

/** Tables of the main way: delivery, invitation, answer, feed; and the accounts of people and machines. */
export function firstMigration(dialect: Dialect): Migration {
  const instant = dialect === "sqlite" ? "integer" : "bigint";
  const accountInstant = dialect === "sqlite" ? "text" : "timestamptz";
  const accountFlag = dialect === "sqlite" ? "integer" : "boolean";
  const strict = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
    dialect === "sqlite" ? table.modifyEnd(sql`strict`) : table;

  return {
    async up(db: Kysely<unknown>) {
      const create = (name: string) => strict(db.schema.createTable(name));
      const whose = <T extends string>(table: CreateTableBuilder<T>) =>
        table.addColumn("association_id", "text", (c) => c.notNull().references("association.id"));
      const tenant = (name: string) => whose(create(name));

      await create("installation")
        .addColumn("singleton", "integer", (c) => c.primaryKey().notNull())
        .addColumn("id", "text", (c) => c.notNull())
        .execute();

      await create("association")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .execute();

      await tenant("form")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("title", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("form_pk", ["association_id", "id"])
        .execute();

      await tenant("form_version")
        .addColumn("form_id", "text", (c) => c.notNull())
        .addColumn("version", "integer", (c) => c.notNull())
        .addColumn("definition", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addColumn("published_at", instant)
        .addPrimaryKeyConstraint("form_version_pk", ["association_id", "form_id", "version"])
        .addForeignKeyConstraint("form_version_form", ["association_id", "form_id"], "form", ["association_id", "id"])
        .execute();

      await tenant("delivery")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("reference", "text", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("channel", "text", (c) => c.notNull())
        .addColumn("branch", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("language", "text", (c) => c.notNull())
        .addColumn("delivered_on", "text", (c) => c.notNull())
        .addColumn("recorded_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("delivery_pk", ["association_id", "id"])
        .addUniqueConstraint("delivery_reference", ["association_id", "reference"])
        .execute();

      await tenant("invitation")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("delivery_id", "text", (c) => c.notNull())
        .addColumn("form_id", "text", (c) => c.notNull())
        .addColumn("form_version", "integer", (c) => c.notNull())
        .addColumn("mode", "text", (c) => c.notNull())
        .addColumn("token_hash", "text", (c) => c.notNull().unique())
        .addColumn("due_at", instant, (c) => c.notNull())
        .addColumn("expires_at", instant, (c) => c.notNull())
        .addColumn("answered_on", "text")
        .addColumn("revoked_at", instant)
        .addPrimaryKeyConstraint("invitation_pk", ["association_id", "id"])
        .addUniqueConstraint("invitation_delivery", ["association_id", "delivery_id"])
        .addForeignKeyConstraint("invitation_delivery_fk", ["association_id", "delivery_id"], "delivery", [
          "association_id",
          "id",
        ])
        .addForeignKeyConstraint("invitation_form", ["association_id", "form_id", "form_version"], "form_version", [
          "association_id",
          "form_id",
          "version",
        ])
        .execute();

      await tenant("service_point")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("code", "text", (c) => c.notNull().unique())
        .addColumn("label", "text", (c) => c.notNull())
        .addColumn("service", "text", (c) => c.notNull())
        .addColumn("channel", "text", (c) => c.notNull())
        .addColumn("branch", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("form_id", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addColumn("closed_at", instant)
        .addPrimaryKeyConstraint("service_point_pk", ["association_id", "id"])
        .addForeignKeyConstraint("service_point_form", ["association_id", "form_id"], "form", ["association_id", "id"])
        .execute();

      for (const name of ["response", "held_response"] as const) {
        await whose(db.schema.createTable(name))
          .addColumn("id", "text", (c) => c.notNull())
          .addColumn("service", "text", (c) => c.notNull())
          .addColumn("channel", "text", (c) => c.notNull())
          .addColumn("branch", "text", (c) => c.notNull())
          .addColumn("kind", "text", (c) => c.notNull())
          .addColumn("mode", "text", (c) => c.notNull())
          .addColumn("form_id", "text", (c) => c.notNull())
          .addColumn("form_version", "integer", (c) => c.notNull())
          .addColumn("language", "text", (c) => c.notNull())
          .addColumn("answered_on", "text", (c) => c.notNull())
          .addColumn("invited", "integer", (c) => c.notNull())
          .addColumn("consent_hash", "text", (c) => c.notNull())
          .addColumn("answers", "text", (c) => c.notNull())
          .addPrimaryKeyConstraint(`${name}_pk`, ["association_id", "id"])
          .addForeignKeyConstraint(`${name}_form`, ["association_id", "form_id", "form_version"], "form_version", [
            "association_id",
            "form_id",
            "version",
          ])
          .$call((table) => {
            if (dialect === "postgres") return table;
            return table.modifyEnd(name === "response" ? sql`strict` : sql`strict, without rowid`);
          })
          .execute();
      }

      await strict(
        db.schema
          .createTable("change")
          .addColumn("seq", dialect === "sqlite" ? "integer" : "bigint", (c) =>
            dialect === "sqlite" ? c.primaryKey().autoIncrement() : c.primaryKey().generatedAlwaysAsIdentity(),
          )
          .addColumn("association_id", "text", (c) => c.notNull())
          .addColumn("entity", "text", (c) => c.notNull())
          .addColumn("event", "text", (c) => c.notNull())
          .addColumn("entity_id", "text", (c) => c.notNull()),
      ).execute();

      await tenant("import_run")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("task", "text", (c) => c.notNull())
        .addColumn("file_hash", "text", (c) => c.notNull())
        .addColumn("rows", "integer", (c) => c.notNull())
        .addColumn("applied_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("import_run_pk", ["association_id", "id"])
        .execute();

      await create("user")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("name", "text", (c) => c.notNull())
        .addColumn("email", "text", (c) => c.notNull().unique())
        .addColumn("emailVerified", accountFlag, (c) => c.notNull())
        .addColumn("image", "text")
        .addColumn("createdAt", accountInstant, (c) => c.notNull())
        .addColumn("updatedAt", accountInstant, (c) => c.notNull())
        .execute();

      await create("session")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("userId", "text", (c) => c.notNull().references("user.id").onDelete("cascade"))
        .addColumn("token", "text", (c) => c.notNull().unique())
        .addColumn("expiresAt", accountInstant, (c) => c.notNull())
        .addColumn("ipAddress", "text")
        .addColumn("userAgent", "text")
        .addColumn("createdAt", accountInstant, (c) => c.notNull())
        .addColumn("updatedAt", accountInstant, (c) => c.notNull())
        .execute();

      await create("account")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("accountId", "text", (c) => c.notNull())
        .addColumn("providerId", "text", (c) => c.notNull())
        .addColumn("userId", "text", (c) => c.notNull().references("user.id").onDelete("cascade"))
        .addColumn("accessToken", "text")
        .addColumn("refreshToken", "text")
        .addColumn("idToken", "text")
        .addColumn("accessTokenExpiresAt", accountInstant)
        .addColumn("refreshTokenExpiresAt", accountInstant)
        .addColumn("scope", "text")
        .addColumn("password", "text")
        .addColumn("createdAt", accountInstant, (c) => c.notNull())
        .addColumn("updatedAt", accountInstant, (c) => c.notNull())
        .execute();

      await create("verification")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("identifier", "text", (c) => c.notNull())
        .addColumn("value", "text", (c) => c.notNull())
        .addColumn("expiresAt", accountInstant, (c) => c.notNull())
        .addColumn("createdAt", accountInstant, (c) => c.notNull())
        .addColumn("updatedAt", accountInstant, (c) => c.notNull())
        .execute();

      await tenant("membership")
        .addColumn("user_id", "text", (c) => c.notNull().references("user.id").onDelete("cascade"))
        .addColumn("role", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addPrimaryKeyConstraint("membership_pk", ["association_id", "user_id"])
        .execute();

      await tenant("api_key")
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("key_hash", "text", (c) => c.notNull().unique())
        .addColumn("role", "text", (c) => c.notNull())
        .addColumn("label", "text", (c) => c.notNull())
        .addColumn("created_at", instant, (c) => c.notNull())
        .addColumn("revoked_at", instant)
        .addPrimaryKeyConstraint("api_key_pk", ["association_id", "id"])
        .execute();
    },
  };
}
