// Package migrations holds the database's schema, one file a change.
package migrations

import "embed"

// Files are the migrations, applied in the order of their numbers. A file that
// has run anywhere is never changed: changes come in new files.
//
//go:embed *.sql
var Files embed.FS
