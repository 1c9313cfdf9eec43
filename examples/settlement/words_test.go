package main

import (
	"regexp"
	"testing"

	"github.com/creative-cluster/kvartal/examples/printcheck"
)

// spared is what is Latin in Russian too: ids, the code of the currency, and the
// days of shifts and payouts.
var spared = regexp.MustCompile(`\b[A-Z]-\d+\b|\bs\d+\b|^RUB$|(\bK/)?\d{4}-\d{2}-\d{2}`)

func TestEveryPhraseIsRussianToo(t *testing.T) { printcheck.Translated(t, russian, spared) }

func TestNoEnglishIsLeftInTheRussian(t *testing.T) {
	printcheck.NoEnglish(t, "testdata/out.ru.txt", spared)
}
