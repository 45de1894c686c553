create index concurrently place_alert_links_by_alert on place_alert_links (alert_id);
