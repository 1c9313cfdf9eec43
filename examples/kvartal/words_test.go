package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// phrases are the string literals that the package hands to what speaks.
func phrases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var all []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && speaks(call.Fun) && len(call.Args) > 0 {
				if literal, ok := call.Args[0].(*ast.BasicLit); ok {
					text, err := strconv.Unquote(literal.Value)
					require.NoError(t, err)
					all = append(all, text)
				}
			}
			return true
		})
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func speaks(f ast.Expr) bool {
	name := ""
	switch x := f.(type) {
	case *ast.SelectorExpr:
		name = x.Sel.Name
	case *ast.Ident:
		name = x.Name
	}
	return slices.Contains([]string{"say", "sayf", "title", "words", "phrase"}, name)
}

// spared is what is Latin in Russian too.
var spared = regexp.MustCompile(`\[[a-zA-Z0-9-]+\]|\b[A-Z]{1,2}-[A-Za-z0-9]+\b|-party ID|-out DIR`)

var verb = regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z%]`)

// Every phrase has a Russian form that takes the same arguments in the same
// order, and no Russian form is left over.
func TestEveryPhraseIsRussianToo(t *testing.T) {
	all := phrases(t)
	require.Greater(t, len(all), 100)
	for _, phrase := range all {
		ru, ok := russian[phrase]
		require.True(t, ok, "no Russian for %q", phrase)
		require.Equal(t, verb.FindAllString(phrase, -1), verb.FindAllString(ru, -1), "%q", phrase)
		require.Equal(t, indent(phrase), indent(ru), "%q", phrase)
		require.NotRegexp(t, `[A-Za-z]`, spared.ReplaceAllString(verb.ReplaceAllString(ru, ""), ""), "%q", phrase)
	}
	for phrase := range russian {
		require.Contains(t, all, phrase, "nobody says it")
	}
}

func indent(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

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

// The Russian printout has no Latin words but ids and flags.
func TestNoEnglishIsLeftInTheRussian(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "ru.txt"))
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		require.NotRegexp(t, `[A-Za-z]`, spared.ReplaceAllString(line, ""), line)
	}
}
