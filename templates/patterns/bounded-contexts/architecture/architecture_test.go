package architecture_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// adapters are the packages around the domain: they know it, it does not know
// them.
var adapters = []string{"apigateway", "batches", "cached", "config", "conformance", "events", "fixture", "grpcapi", "httpapi", "httpapiv2", "postgres", "projected", "recorded", "references", "replicas", "service", "upstream"}

// open are the platform packages that the domain may use: they hold terms, not
// technology.
var open = []string{"platform/fault", "platform/paging", "platform/storage", "platform/validate"}

// layer is the folder below internal that a package belongs to; platform
// packages are layers of their own.
func layer(folder string) string {
	parts := strings.Split(folder, "/")
	if parts[0] == "platform" && len(parts) > 1 {
		return path.Join(parts[0], parts[1])
	}
	return parts[0]
}

func isDomain(name string) bool {
	return !slices.Contains(adapters, name) && !strings.HasPrefix(name, "platform/") && name != "architecture"
}

func TestDependenciesPointInwards(t *testing.T) {
	t.Parallel()
	internal := os.DirFS("..")
	err := fs.WalkDir(internal, ".", func(file string, _ fs.DirEntry, err error) error {
		require.NoError(t, err)
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		from := layer(path.Dir(file))
		for _, to := range imports(t, internal, file) {
			assert.True(t, allowed(from, to), "%s must not import %s", file, to)
		}
		return nil
	})
	require.NoError(t, err)
}

func allowed(from, to string) bool {
	switch {
	case from == to:
		return true
	case isDomain(from):
		return slices.Contains(open, to)
	case strings.HasPrefix(from, "platform/"):
		return strings.HasPrefix(to, "platform/")
	case to == "conformance", to == "fixture":
		return from == "conformance"
	}
	return true
}

// imports lists the layers of this service that a file imports.
func imports(t *testing.T, files fs.FS, file string) []string {
	t.Helper()
	source, err := fs.ReadFile(files, file)
	require.NoError(t, err)
	parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
	require.NoError(t, err)
	var layers []string
	for _, one := range parsed.Imports {
		name, err := strconv.Unquote(one.Path.Value)
		require.NoError(t, err)
		if _, below, ok := strings.Cut(name, "/internal/"); ok {
			layers = append(layers, layer(below))
		}
	}
	return layers
}
