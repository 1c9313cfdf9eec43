package printcheck

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var verb = regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z%]`)

// Translated requires that every phrase that the program in the current folder
// says has a Russian form, which takes the same arguments in the same order
// and has no Latin letters but those that are spared, and that no Russian form
// is left over.
func Translated(t *testing.T, russian map[string]string, spared *regexp.Regexp) {
	t.Helper()
	all := phrases(t)
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

// phrases are the string literals that a program hands to what speaks.
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

// speaks reports whether a function is one of package printout that takes a
// phrase.
func speaks(f ast.Expr) bool {
	called, ok := f.(*ast.SelectorExpr)
	return ok && slices.Contains([]string{"Say", "Sayf", "Title", "Words", "Phrase"}, called.Sel.Name)
}
