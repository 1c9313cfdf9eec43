package main

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/examples/printcheck"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// spared is what is Latin in Russian too.
var spared = regexp.MustCompile(`\[[a-zA-Z0-9-]+\]|\b[A-Z]{1,2}-[A-Za-z0-9]+\b|-party ID|-out DIR`)

func TestEveryPhraseIsRussianToo(t *testing.T) { printcheck.Translated(t, russian, spared) }

func cyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// Every decision, and every clause and account of the data set, has a name in
// both languages.
func TestEveryWordOfTheDataHasAName(t *testing.T) {
	set, err := data.Default()
	require.NoError(t, err)
	for _, kind := range cluster.DecisionKinds() {
		require.Contains(t, decisions, kind.String())
		require.Contains(t, atStake, kind)
	}
	for _, l := range set.Cluster.House.Leases {
		requireClauses(t, l.Clauses)
		for _, a := range l.Amendments {
			requireClauses(t, a.Set)
		}
	}
	for _, c := range set.Cluster.Shop.Consignments {
		requireClauses(t, c.Clauses)
	}
	for _, b := range set.Cluster.Budget {
		for level := range strings.SplitSeq(string(b.Account), ":") {
			require.Contains(t, accounts, level)
		}
	}
	for _, table := range []map[string]name{decisions, clauses, accounts} {
		for word, n := range table {
			require.NotEmpty(t, n.en, word)
			require.True(t, cyrillic(n.ru), word)
			require.False(t, cyrillic(n.en), word)
		}
	}
}

func requireClauses(t *testing.T, named []accrual.Named) {
	t.Helper()
	for _, n := range named {
		require.Contains(t, clauses, n.Name)
	}
}

func TestNoEnglishIsLeftInTheRussian(t *testing.T) {
	printcheck.NoEnglish(t, "testdata/ru.txt", spared)
}
