package main

import (
	"regexp"
	"testing"

	"github.com/creative-cluster/kvartal/examples/printcheck"
)

// spared is what is Latin in Russian too: ids.
var spared = regexp.MustCompile(`\b[A-Z]-\d+\b`)

func TestEveryPhraseIsRussianToo(t *testing.T) { printcheck.Translated(t, russian, spared) }

func TestNoEnglishIsLeftInTheRussian(t *testing.T) {
	printcheck.NoEnglish(t, "testdata/out.ru.txt", spared)
}
