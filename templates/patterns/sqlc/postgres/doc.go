// Package postgres keeps the resources in PostgreSQL.
package postgres

//go:generate go tool -modfile=../../tools/sqlc/go.mod sqlc generate --file ../../sqlc.yaml
