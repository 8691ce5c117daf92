/** The whole model as it was at the first release: frozen text (made by test/store/model-ddl.ts). */
import type { Migration } from './migration.ts'

export const model: Migration = {
  version: 1,
  name: 'the whole model',
  sql: `
create table "company" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "language" text collate "C" not null,
  "demo" boolean not null,
  "founded_at" timestamptz not null,
  primary key ("id")
);
create table "person" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "roles" json not null,
  "public_key" text collate "C" not null,
  "wrapped_key" json not null,
  "active" boolean not null,
  "entered_by" text collate "C",
  "since" timestamptz not null,
  primary key ("id")
);
create table "setting" (
  "name" text collate "C" not null,
  "value" json not null,
  primary key ("name")
);
create table "counter" (
  "kind" text collate "C" not null,
  "period" text collate "C" not null,
  "last" bigint not null,
  primary key ("kind", "period")
);
create table "applied_head" (
  "id" integer not null,
  "n" bigint not null,
  "hash" text collate "C" not null,
  primary key ("id")
);
create table "party" (
  "id" text collate "C" not null,
  "kind" text collate "C" not null,
  "name" text collate "C",
  "id_number" text collate "C",
  "phone" text collate "C",
  "address" text collate "C",
  "bank_card" text collate "C",
  "group_id" text collate "C",
  "region" text collate "C",
  "erased" boolean not null,
  primary key ("id")
);
create table "dealer" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "region" text collate "C",
  "city" text collate "C",
  "tier" text collate "C",
  primary key ("id")
);
create table "application" (
  "id" text collate "C" not null,
  "number" text collate "C" not null,
  "source" text collate "C" not null,
  "source_key" text collate "C" not null,
  "scenario" text collate "C" not null,
  "product" text collate "C" not null,
  "currency" text collate "C" not null,
  "dealer_id" text collate "C",
  "region" text collate "C",
  "lessee_id" text collate "C" not null,
  "lessee_name" text collate "C",
  "price_fen" bigint,
  "down_payment_fen" bigint,
  "amount_fen" bigint not null,
  "term_months" integer,
  "rate" double precision,
  "submitted_at" timestamptz not null,
  "state" text collate "C" not null,
  "version" integer not null,
  "declared" json not null,
  "batch_id" text collate "C",
  primary key ("id")
);
create table "application_party" (
  "application_id" text collate "C" not null,
  "role" text collate "C" not null,
  "line" integer not null,
  "party_id" text collate "C" not null,
  primary key ("application_id", "role", "line")
);
create table "application_vehicle" (
  "application_id" text collate "C" not null,
  "line" integer not null,
  "unit" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "vin" text collate "C",
  "plate" text collate "C",
  "make" text collate "C",
  "model" text collate "C",
  "vehicle_class" text collate "C",
  "powertrain" text collate "C",
  "used" boolean,
  "model_year" integer,
  "first_registered" date,
  "mileage_km" integer,
  "price_fen" bigint,
  "invoice_fen" bigint,
  "owner_party_id" text collate "C",
  primary key ("application_id", "line")
);
create table "evidence" (
  "id" text collate "C" not null,
  "application_id" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "source" text collate "C" not null,
  "subject" text collate "C" not null,
  "as_of" timestamptz not null,
  "status" text collate "C" not null,
  "values" json not null,
  primary key ("id")
);
create table "document" (
  "id" text collate "C" not null,
  "application_id" text collate "C",
  "kind" text collate "C" not null,
  "name" text collate "C",
  "media_type" text collate "C" not null,
  "bytes" integer not null,
  "hash" text collate "C" not null,
  "key_id" text collate "C" not null,
  "added_at" timestamptz not null,
  primary key ("id")
);
create table "exposure_day" (
  "subject" text collate "C" not null,
  "day" date not null,
  "amount_fen" bigint not null,
  "applications" integer not null,
  primary key ("subject", "day")
);
create table "outcome" (
  "application_id" text collate "C" not null,
  "status" text collate "C" not null,
  "fraud" text collate "C",
  "months" json not null,
  primary key ("application_id")
);
create table "ended_contract" (
  "id" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "dealer_id" text collate "C",
  "scenario" text collate "C" not null,
  "started_on" date not null,
  "ended_on" date not null,
  "amount_fen" bigint not null,
  "term_months" integer not null,
  "instalment_fen" bigint not null,
  "paid_fen" json not null,
  "worst_days_past_due" integer not null,
  primary key ("id")
);
create table "rulebook" (
  "hash" text collate "C" not null,
  "id" text collate "C" not null,
  "version" integer not null,
  "document" json not null,
  "published_at" timestamptz not null,
  "published_by" text collate "C" not null,
  "live" boolean not null,
  primary key ("hash")
);
create table "facts" (
  "id" text collate "C" not null,
  "application_id" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "digest" text collate "C" not null,
  "body" json,
  primary key ("id")
);
create table "decision" (
  "id" text collate "C" not null,
  "application_id" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "case_id" text collate "C",
  "by" text collate "C" not null,
  "at" timestamptz not null,
  "outcome" text collate "C" not null,
  "reasons" json not null,
  "note" text collate "C",
  "record" json,
  "facts_id" text collate "C",
  "rulebook_hash" text collate "C",
  "semantics" integer,
  "case_before" json,
  "bulk_id" text collate "C",
  "taken_back_at" timestamptz,
  primary key ("id")
);
create table "review_case" (
  "id" text collate "C" not null,
  "application_id" text collate "C" not null,
  "number" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "lessee_name" text collate "C",
  "scenario" text collate "C" not null,
  "region" text collate "C",
  "dealer_id" text collate "C",
  "currency" text collate "C" not null,
  "amount_fen" bigint not null,
  "reasons" json not null,
  "first_reason" text collate "C" not null,
  "state" text collate "C" not null,
  "boost" integer not null,
  "opened_at" timestamptz not null,
  "deadline_at" timestamptz,
  "paused_minutes" integer,
  "decision_id" text collate "C",
  "version" integer not null,
  primary key ("id")
);
create table "history" (
  "id" text collate "C" not null,
  "application_id" text collate "C" not null,
  "lessee_id" text collate "C" not null,
  "at" timestamptz not null,
  "actor" text collate "C" not null,
  "kind" text collate "C" not null,
  "detail" json not null,
  primary key ("id")
);
create table "claim" (
  "case_id" text collate "C" not null,
  "person" text collate "C" not null,
  "session" text collate "C" not null,
  "claimed_at" timestamptz not null,
  "until" timestamptz not null,
  primary key ("case_id")
);
create table "import_batch" (
  "id" text collate "C" not null,
  "kind" text collate "C" not null,
  "file_hash" text collate "C",
  "preset" text collate "C",
  "read" integer not null,
  "imported" integer not null,
  "rejected" integer not null,
  "duplicates" integer not null,
  "at" timestamptz not null,
  "by" text collate "C" not null,
  "document_id" text collate "C",
  primary key ("id")
);
create table "mapping_preset" (
  "id" text collate "C" not null,
  "name" text collate "C" not null,
  "mapping" json not null,
  "saved_at" timestamptz not null,
  "saved_by" text collate "C" not null,
  primary key ("id")
);
create table "erasure" (
  "party_id" text collate "C" not null,
  "at" timestamptz not null,
  "by" text collate "C" not null,
  "rows" bigint not null,
  "keys" json not null,
  "documents" json not null,
  primary key ("party_id")
);
create index "party_by_group" on "party" ("group_id");
create index "application_by_number" on "application" ("number");
create index "application_by_source" on "application" ("source", "source_key");
create index "application_by_lessee" on "application" ("lessee_id");
create index "application_party_by_party" on "application_party" ("party_id");
create index "application_vehicle_by_vin" on "application_vehicle" ("vin");
create index "evidence_by_application" on "evidence" ("application_id");
create index "document_by_application" on "document" ("application_id");
create index "ended_contract_by_lessee" on "ended_contract" ("lessee_id");
create index "rulebook_by_live" on "rulebook" ("live");
create index "facts_by_application" on "facts" ("application_id");
create index "decision_by_application" on "decision" ("application_id");
create index "decision_by_bulk" on "decision" ("bulk_id");
create index "review_case_by_queue" on "review_case" ("state", "deadline_at", "boost" desc, "opened_at", "id");
create index "review_case_by_application" on "review_case" ("application_id");
create index "review_case_by_reason" on "review_case" ("first_reason");
create index "history_by_application" on "history" ("application_id", "at");
create index "claim_by_session" on "claim" ("session");
`,
}
