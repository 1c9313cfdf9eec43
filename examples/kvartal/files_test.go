package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The books that are written are those that were closed, and every statement
// closes on what the books say, each of its amounts on its derivation.
func TestFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "deep", "out")
	printout := good(t, "-futures", "0", "-out", out)
	require.Equal(t, withoutScenarios(t), printout)

	text, err := os.ReadFile(filepath.Join(out, "books.json"))
	require.NoError(t, err)
	var books cluster.Books
	require.NoError(t, json.Unmarshal(text, &books))
	again, err := json.MarshalIndent(books, "", "  ")
	require.NoError(t, err)
	require.Equal(t, string(text), string(again)+"\n")

	set, err := data.Default()
	require.NoError(t, err)
	first, last := span(set.Facts)
	j := job{set: set, progress: &strings.Builder{}}
	closed, err := j.close(cluster.Books{}, first, last)
	require.NoError(t, err)
	want, err := json.MarshalIndent(closed, "", "  ")
	require.NoError(t, err)
	require.Equal(t, string(want)+"\n", string(text))

	parties := books.Ledger.Parties()
	names := fileNames(parties)
	entries, err := os.ReadDir(filepath.Join(out, "statements"))
	require.NoError(t, err)
	require.Len(t, entries, len(parties))
	period := civil.Period{From: last.Add(-2).First(), To: last.Next().First()}
	derived := 0
	for i, p := range parties {
		statement, err := os.ReadFile(filepath.Join(out, "statements", names[i]))
		require.NoError(t, err)
		opening, closing, between, _ := balances(t, string(statement))
		require.Equal(t, closing, opening+between, p)
		require.Equal(t, books.Ledger.Statement(p, period).Section(set.Cluster.House.Currency).Closing.Minor(), closing, p)
		derived += derivations(t, string(statement))
	}
	require.Greater(t, derived, 100)
}

// No id gets another one's file, not even where capitals are not told apart,
// and none is a path.
func TestFileNames(t *testing.T) {
	parties := []accrual.Party{
		"M-001", "m-001", "M_001", "M/001", "M.001", "M_001~2", "../../etc/passwd", "..", ".", "", "CON", `..\..\x`, "a\x00b", "a\nb",
		"Резидент", "РЕЗИДЕНТ", accrual.Party(strings.Repeat("ы", 300)), accrual.Party(strings.Repeat("ы", 301)),
	}
	names := fileNames(parties)
	require.Len(t, names, len(parties))
	seen := map[string]accrual.Party{}
	for i, name := range names {
		require.True(t, filepath.IsLocal(name), name)
		require.Equal(t, name, filepath.Base(name))
		require.NotContains(t, name, `\`)
		require.NotContains(t, name, "..")
		require.Regexp(t, `^party-[\p{L}\d_~-]*\.txt$`, name)
		require.LessOrEqual(t, len(name), 255)
		other, taken := seen[strings.ToLower(name)]
		require.False(t, taken, "%q and %q share %s", other, parties[i], name)
		seen[strings.ToLower(name)] = parties[i]
	}
	require.Equal(t, "party-M-001.txt", names[0])
	require.Equal(t, "party-m-001~2.txt", names[1])
	require.Equal(t, names, fileNames(parties))
}

// A supplier whose id is a path writes nothing outside of the folder, and one
// whose id looks like another's file keeps its own.
func TestHostileIdStaysInTheFolder(t *testing.T) {
	top := t.TempDir()
	set, out := filepath.Join(top, "set"), filepath.Join(top, "a", "b", "out")
	require.NoError(t, os.CopyFS(set, os.DirFS(filepath.Join("..", "data", "set"))))
	replace(t, filepath.Join(set, "costs.csv"), ",insurer,", ",../../../insurer,")
	replace(t, filepath.Join(set, "payments.csv"), ",insurer,", `,..\..\../insurer,`)
	good(t, "-data", set, "-futures", "0", "-out", out)
	written := 0
	require.NoError(t, filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path, set+string(filepath.Separator)) {
			return err
		}
		written++
		require.True(t, strings.HasPrefix(path, out+string(filepath.Separator)), path)
		return nil
	}))
	require.Greater(t, written, 100)
	require.FileExists(t, filepath.Join(out, "statements", "party-_________insurer.txt"))
	require.FileExists(t, filepath.Join(out, "statements", "party-_________insurer~2.txt"))
}

// A folder for statements that is a link to elsewhere is refused.
func TestLinksOutOfTheFolderAreRefused(t *testing.T) {
	out, elsewhere := t.TempDir(), t.TempDir()
	if err := os.Symlink(elsewhere, filepath.Join(out, "statements")); err != nil {
		t.Skip("no links here:", err)
	}
	code, _, stderr := program.Play("-party", "M-005", "-out", out)
	require.Equal(t, 1, code)
	require.Contains(t, stderr, "statements")
	entries, err := os.ReadDir(elsewhere)
	require.NoError(t, err)
	require.Empty(t, entries)
}
