-- A window no longer than the lead leaves no date that anybody could ask for.
alter table places
  add constraint places_window_longer_than_lead
    check (booking_window_days > lead_days and booking_window_days > official_lead_days);
