#!/bin/sh
# Runs once, in a new database server: the role that owns the schema, and the one that web and worker use.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role visits_owner login password :'owner_password';
create role visits_app login password :'app_password';
create database visits owner visits_owner encoding 'UTF8' template template0;
revoke connect on database visits from public;
grant connect on database visits to visits_app;
SQL
