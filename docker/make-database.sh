#!/bin/sh
# Runs once, in the empty cluster of compose.yaml: a plain owner, who is no superuser, and the database.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres <<SQL
create role samjhadoo_owner login createrole password '$OWNER_PASSWORD';
create database samjhadoo owner samjhadoo_owner;
SQL
