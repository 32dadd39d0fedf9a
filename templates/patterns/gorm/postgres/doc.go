// Package postgres keeps the resources in PostgreSQL.
package postgres
