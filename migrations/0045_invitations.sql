-- Professionals invite colleagues to their list by e-mail, in the language in which they read the page.
alter table list_shares add column language text not null default 'en' check (language in ('en', 'cy'));

alter table notifications
  add column share_id integer references list_shares on delete cascade,
  drop constraint notifications_about_one_thing,
  add constraint notifications_about_one_thing check (num_nonnulls(visit_id, place_id, alert_id, share_id) = 1),
  add constraint notifications_share_once unique (share_id);

-- An invitation is to one address: only whoever has proven it accepts, within two weeks, and what has ended stays so.
create function list_shares_guard() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (new.owner_id, new.email, new.invited_at) is distinct from (old.owner_id, old.email, old.invited_at)
    or old.ended_at is not null
    or (old.accepted_at is not null
      and (new.accepted_at, new.colleague_id) is distinct from (old.accepted_at, old.colleague_id)) then
    raise exception 'a share keeps whose it is, with whom, and how it ended'
      using errcode = 'check_violation', constraint = 'list_shares_keep';
  end if;
  if old.accepted_at is null and new.accepted_at is not null and (
    new.accepted_at > new.invited_at + interval '14 days'
    or not exists (
      select from professionals where person_id = new.colleague_id and lower(professionals.email) = new.email)) then
    raise exception 'an invitation is accepted in time by whoever has its address'
      using errcode = 'check_violation', constraint = 'list_shares_accepted_by_address';
  end if;
  return new;
end $$;

create trigger list_shares_guard before update on list_shares
  for each row execute function list_shares_guard();
