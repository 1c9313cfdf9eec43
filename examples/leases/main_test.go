package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/printcheck"
)

var program = printcheck.Program(status)

// The whole printout in both languages. After a change of the files or of words:
//
//	go test ./examples/leases -update
func TestPrintout(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		got := program.Good(t, "-lang", language)
		require.LessOrEqual(t, strings.Count(got, "\n"), 410)
		printcheck.Printout(t, "testdata/out."+language+".txt", got)
	}
}

// One lease is printed as it stands in the whole, with what it is worth, and a
// deposit if it has one.
func TestOneLease(t *testing.T) {
	all := program.Good(t)
	for _, id := range []string{"L-01", "L-10", "L-13", "M-14"} {
		one := program.Good(t, "-lease", id)
		lines, _, _ := strings.Cut(strings.TrimSpace(one), "\n\n")
		require.True(t, strings.Contains(all, lines), id)
		require.Contains(t, one, "What each clause is worth")
		require.Less(t, strings.Count(one, "\n"), 60)
	}
	require.Contains(t, program.Good(t, "-lease", "L-13"), "to return: 10,715.18 RUB")
	require.Contains(t, program.Good(t, "-lease", "L-07"), "314,846.52 RUB, at most 278,250.00 RUB")
	require.Contains(t, program.Good(t, "-lease", "L-10", "-lang", "ru"), "43 200,00 ₽ = 2 × 21 600,00 ₽")
}

func TestHelpAndBadFlags(t *testing.T) {
	program.Helps(t, "house.json", "-lang language", "-lease id", "before it is signed")
	program.Refused(t, "-bogus", "-h explains")
	program.Refused(t, "-lang fr", `-lang: language "fr": unknown`)
	program.Refused(t, "extra", `"extra": unknown`)
	program.Refused(t, "-lease L-99", `-lease: "L-99" is none of the house's: unknown`)
}

// What cannot be printed is an error, too.
func TestStdoutThatIsFull(t *testing.T) { program.CannotPrint(t) }
