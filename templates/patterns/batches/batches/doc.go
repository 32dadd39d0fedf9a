// Package batches stores many of a resource at once in PostgreSQL.
package batches
