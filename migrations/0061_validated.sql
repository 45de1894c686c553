-- Constraints that were added without reading the table are true of every row; reading it now keeps nobody from writing.
alter table visits validate constraint visits_rejection_reasons_check;
alter table notifications
  validate constraint notifications_channel_check,
  validate constraint notifications_letters_tell_of_visits;
