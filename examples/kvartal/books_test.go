package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/bookcheck"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// written are the books that -out wrote into a folder.
func written(t *testing.T) (folder string, books ledger.Ledger) {
	t.Helper()
	folder = t.TempDir()
	good(t, "-party", "M-005", "-out", folder)
	text, err := os.ReadFile(filepath.Join(folder, "books.json"))
	require.NoError(t, err)
	var all cluster.Books
	require.NoError(t, json.Unmarshal(text, &all))
	return folder, all.Ledger
}

// The three tools take the books in their strict modes, and total each account
// to the kopeck as we do.
func TestToolsAgreeOnTheBooks(t *testing.T) {
	folder, books := written(t)
	bookcheck.Agree(t, folder, books)
}

// What was written for the tools reads back to the same entries.
func TestJournalsReadBack(t *testing.T) {
	folder, books := written(t)
	for name, dialect := range map[string]journal.Dialect{"kvartal.journal": journal.Hledger, "kvartal.beancount": journal.Beancount} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		read, err := journal.Parse(bytes.NewReader(text), name, dialect)
		require.NoError(t, err)
		_, err = read.Check(journal.Rules{Strict: true})
		require.NoError(t, err)
		entries, err := read.Entries()
		require.NoError(t, err)
		require.Equal(t, slices.Collect(books.Entries()), entries) // none of them is off the balance
	}
}
