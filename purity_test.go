// Package kvartal holds the tests of the house as a whole.
package kvartal

import (
	"go/ast"
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
	"finance/civil":                 {},
	"finance":                       {"finance/civil", "github.com/shopspring/decimal"},
	"finance/stats":                 {"finance"},
	"finance/accrual":               {"finance", "finance/civil", "github.com/google/uuid"},
	"finance/cashflow":              {"finance", "finance/civil"},
	"finance/arrears":               {"finance", "finance/civil", "finance/accrual", "finance/ledger", "github.com/google/uuid"},
	"finance/terms":                 {"finance", "finance/civil", "finance/accrual"},
	"finance/ledger":                {"finance", "finance/civil", "finance/accrual", "github.com/google/uuid"},
	"finance/bank":                  {"finance", "finance/civil", "finance/accrual", "finance/ledger", "github.com/google/uuid"},
	"finance/ledger/ledgertest":     {"finance", "finance/civil", "finance/accrual", "finance/ledger", "github.com/google/uuid"},
	"finance/netting":               {"finance", "finance/civil", "finance/accrual", "finance/ledger", "github.com/google/uuid"},
	"finance/journal":               {"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/ledger", "github.com/google/uuid", "github.com/shopspring/decimal"},
	"finance/revshare":              {"finance", "finance/civil", "finance/accrual", "finance/terms"},
	"finance/revshare/split":        {"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/revshare"},
	"finance/till":                  {"finance", "finance/civil", "finance/accrual"},
	"finance/waterfall":             {"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/cashflow"},
	"finance/payee":                 {"finance", "finance/civil", "finance/accrual"},
	"finance/document":              {"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/ledger", "finance/journal", "github.com/google/uuid"},
	"finance/settlement":            {"finance", "finance/civil", "finance/accrual", "finance/ledger", "finance/document", "github.com/google/uuid"},
	"brand":                         {"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/revshare", "finance/till", "finance/stats"},
	"partnership":                   {"finance", "finance/civil", "finance/accrual", "brand"},
	"cluster/tenancy/index":         {"finance", "finance/civil", "finance/accrual"},
	"cluster/tenancy/law":           {"finance", "finance/civil", "finance/accrual"},
	"cluster/tenancy/utility":       {"finance", "finance/civil", "finance/accrual", "finance/terms"},
	"cluster/tenancy/servicecharge": {"finance", "finance/civil", "finance/accrual", "finance/terms"},
	"cluster/tenancy/membership":    {"finance", "finance/civil", "finance/accrual", "finance/terms"},
	"cluster/tenancy/deposit":       {"finance", "finance/civil", "finance/accrual", "finance/ledger", "finance/arrears", "github.com/google/uuid"},
	"cluster/tenancy": {
		"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/ledger", "finance/stats", "finance/cashflow",
		"cluster/tenancy/index", "cluster/tenancy/law", "cluster/tenancy/utility", "cluster/tenancy/servicecharge",
		"cluster/tenancy/membership", "cluster/tenancy/deposit",
	},
	"cluster": {
		"finance", "finance/civil", "finance/accrual", "finance/terms", "finance/ledger", "finance/revshare",
		"brand", "partnership", "cluster/tenancy", "cluster/tenancy/membership", "cluster/tenancy/utility", "github.com/google/uuid",
	},
	"cluster/strategy": {
		"finance", "finance/civil", "finance/accrual", "finance/ledger", "finance/stats", "finance/revshare",
		"brand", "partnership", "cluster", "cluster/tenancy",
	},
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
			if room == "cluster/strategy" && name == "math/rand/v2" {
				checkSources(t, path)
				continue
			}
			if room == "finance/ledger/ledgertest" && name == "testing" {
				continue // the suite that a host's tests run
			}
			require.False(t, name == bad || below, "%s imports %s", path, name)
		}
		if strings.Contains(strings.SplitN(name, "/", 2)[0], ".") {
			require.Contains(t, allowed, strings.TrimPrefix(name, module), "%s imports out of order", path)
		}
	}
}

// checkSources holds a file to the seeded generators of math/rand/v2: its
// functions draw from a global one.
func checkSources(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	require.NoError(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if of, ok := selector.X.(*ast.Ident); ok && of.Name == "rand" {
				require.Contains(t, []string{"ChaCha8", "NewChaCha8", "PCG", "NewPCG"}, selector.Sel.Name, path)
			}
		}
		return true
	})
}
