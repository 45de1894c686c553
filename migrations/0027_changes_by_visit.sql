create index concurrently visit_changes_by_visit on visit_changes (visit_id);
