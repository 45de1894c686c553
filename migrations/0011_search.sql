-- What staff find visits by: the words of a visitor's name however they are typed, within one place.
create extension if not exists unaccent;

-- "Siân O’Brien-Hall" → "sian obrien hall". What is looked up by name is written and asked by this function alone;
-- `unaccent` makes all dashes and apostrophes plain ones.
create function search_words(name text) returns text language plpgsql immutable strict parallel safe as $$
begin
  return trim(regexp_replace(
    translate(
      lower(public.unaccent('public.unaccent'::regdictionary, left(name, 500)) collate "pg_c_utf8"),
      '-.,;:/\()&"''`´', '           '),
    ' +', ' ', 'g'));
end $$;

-- The same words with the place before each, so that a name common everywhere is rare in the index.
create function search_keys(place integer, first_name text, last_name text) returns tsvector
  language plpgsql immutable parallel safe as $$
begin
  return array_to_tsvector(string_to_array(
    place || ':' || replace(nullif(public.search_words(first_name || ' ' || last_name), ''), ' ', ' ' || place || ':'),
    ' '));
end $$;

-- Visitors of a place who have, for each word that was typed, a name that begins with it; null without any word.
create function search_query(place integer, typed text) returns tsquery language sql immutable parallel safe
  return (
    select string_agg(quote_literal(place || ':' || word) || ':*', ' & ')
    from string_to_table(nullif(search_words(typed), ''), ' ') as word)::tsquery;

-- The parts of a visit know its place, which never changes: what a prison may see is found without the others'. They do
-- not refer to it: the check would lock the place after its slots and visits, crosswise to who changes its settings.
create function knows_place_of_visit() returns trigger
  language plpgsql as $$
begin
  select place_id into new.place_id from visits where id = new.visit_id;
  return new;
end $$;

alter table visit_visitors add column place_id integer;
create trigger visit_visitors_know_place before insert on visit_visitors
  for each row execute function knows_place_of_visit();
update visit_visitors set place_id = visits.place_id from visits where visits.id = visit_id;

alter table visit_events add column place_id integer;
create trigger visit_events_know_place before insert on visit_events
  for each row execute function knows_place_of_visit();
update visit_events set place_id = visits.place_id from visits where visits.id = visit_id;

alter table visit_views add column place_id integer;
create trigger visit_views_know_place before insert on visit_views
  for each row execute function knows_place_of_visit();
update visit_views set place_id = visits.place_id from visits where visits.id = visit_id;
