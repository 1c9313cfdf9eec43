// Package kvartal holds the tests of the house as a whole.
package kvartal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/creative-cluster/kvartal/"

// house lists the rooms from the ground up, each with the rooms and the
// modules that it may import beside the pure part of the standard library.
var house = map[string][]string{
	"finance/civil":   {},
	"finance":         {"finance/civil", "github.com/shopspring/decimal"},
	"finance/accrual": {"finance", "finance/civil", "github.com/google/uuid"},
}

// impure is what a library package must not import itself.
var impure = []string{
	"os", "net", "log", "flag", "database/sql", "io/ioutil", "syscall", "unsafe", "math/rand", "plugin", "testing", "embed",
}

// A library package is pure, and imports only rooms below it.
func TestRoomsArePureAndInOrder(t *testing.T) {
	seen := 0
	for _, top := range []string{"brand", "cluster", "finance", "partnership"} {
		if _, err := os.Stat(top); os.IsNotExist(err) {
			continue // a wing that is not built yet
		}
		require.NoError(t, filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			seen++
			checkImports(t, path)
			return nil
		}))
	}
	require.Positive(t, seen)
}

func checkImports(t *testing.T, path string) {
	t.Helper()
	room := filepath.ToSlash(filepath.Dir(path))
	allowed, known := house[room]
	require.True(t, known, "%s is no room of the house", room)
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	require.NoError(t, err)
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		for _, bad := range impure {
			below := strings.HasPrefix(name, bad+"/") && name != "database/sql/driver"
			require.False(t, name == bad || below, "%s imports %s", path, name)
		}
		if strings.Contains(strings.SplitN(name, "/", 2)[0], ".") {
			require.Contains(t, allowed, strings.TrimPrefix(name, module), "%s imports out of order", path)
		}
	}
}
