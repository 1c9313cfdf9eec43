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

	"github.com/stretchr/testify/require"
)

// phrases are the string literals that the package hands to what speaks.
func phrases(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var all []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
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

var verb = regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z%]`)

// Every phrase has a Russian form that takes the same arguments in the same
// order, and no Russian form is left over.
func TestEveryPhraseIsRussianToo(t *testing.T) {
	all := phrases(t)
	require.Greater(t, len(all), 60)
	for _, phrase := range all {
		ru, ok := russian[phrase]
		require.True(t, ok, "no Russian for %q", phrase)
		require.Equal(t, verb.FindAllString(phrase, -1), verb.FindAllString(ru, -1), "%q", phrase)
		require.NotRegexp(t, `[A-Za-z]`, verb.ReplaceAllString(ru, ""), "%q", phrase)
	}
	for phrase := range russian {
		require.Contains(t, all, phrase, "nobody says it")
	}
}

// The Russian printout has no Latin words but ids and the code of the currency.
func TestNoEnglishIsLeftInTheRussian(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "out.ru.txt"))
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		if line != "RUB\n" {
			require.NotRegexp(t, `[A-Za-z]{2,}`, line)
		}
	}
}
