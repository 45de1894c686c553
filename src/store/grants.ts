/** Knows what the application's role may do: no DDL, counters out of reach, history only appended. */

const tables = `
  grant select on places, visit_claims, migrations to %role%;
  grant update (bookable, not_bookable_reason, adult_age, lead_days, booking_window_days, works_weekends,
    official_lead_days, official_instant, address, postcode, phone, email, reply_to, visitor_text, visitor_text_cy,
    timetable_version, settings_version, wants_cancellations, wants_digest) on places to %role%;
  grant select, insert, update, delete on timetable_times, timetable_exceptions, closures to %role%;
  grant select, delete, insert (place_id, visit_type, date, starts_at, ends_at, wanted), update (wanted, ends_at, announced)
    on slots to %role%;
  grant select, insert, update on people, visits, visit_visitors, notifications, visit_links to %role%;
  grant select, insert, update, delete on visit_choices, sessions, drafts, rate_limits to %role%;
  grant select, insert on visit_events, visit_views, place_events, visit_messages, visit_notes, call_lookups to %role%;
  grant delete on visit_visitors to %role%;
  grant select, insert on visit_change_visitors, visit_change_choices to %role%;
  grant select, insert, update (status, decided_at) on visit_changes to %role%;
  grant select, insert, update, delete on place_alerts, place_alert_links, privacy_requests to %role%;
  grant select, insert, update (settled_at, settled_by, settlement, settled_because) on visit_flags to %role%;
  grant select, insert, update on calls, visit_addresses, phone_line_hours to %role%;
  grant select, insert, update on professionals, official_visits, list_shares to %role%;
  grant select, insert on professional_events to %role%;
  grant select, insert, update, delete on maintenance to %role%;
  grant select, insert on service_events to %role%;
  grant select, insert, update on journey_counts, journey_errors to %role%;
  grant select, insert, update (comment) on feedback to %role%;
  grant select, insert, update, delete on offline_volumes, costs, monthly_figures to %role%;
  grant select, insert, update on measured_months to %role%;
  grant select, insert on keyed_changes to %role%;
  grant execute on function forget(timestamptz, boolean) to %role%;
`

// The job library's tables show their rows to their owner alone unless a policy says otherwise.
const jobs = `
  grant usage on schema graphile_worker to %role%;
  grant select, insert, update, delete on all tables in schema graphile_worker to %role%;
  grant usage on all sequences in schema graphile_worker to %role%;
  grant execute on all functions in schema graphile_worker to %role%;
  do $$
  declare
    guarded text;
  begin
    for guarded in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
      execute format('drop policy if exists application on graphile_worker.%I', guarded);
      execute format('create policy application on graphile_worker.%I to %role% using (true)', guarded);
    end loop;
  end $$;
`

/** SQL that gives the role its rights and takes away any others on our tables. */
export function grantsTo(role: string): string {
  const quoted = `"${role.replaceAll('"', '""')}"`
  const sql = `revoke all on all tables in schema public from %role%; ${tables} ${jobs}`
  return sql.replaceAll('%role%', quoted)
}
