package main

import (
	"fmt"
	"strings"
)

// target is what one row of the table promises.
type target struct {
	contest, peer string
	most          float64 // of the peer's time; nanoseconds over it where over is set
	over          bool
}

var targets = []target{
	{contest: "add", peer: byHand, most: 1, over: true},
	{contest: "× 8.35 %, a Rate", peer: govalues, most: 0.3},
	{contest: "× 0.0835, a decimal", peer: govalues, most: 0.75},
	{contest: "allocate over 7, in the caller's room", peer: goMoney, most: 0.5},
	{contest: "allocate over 7, in a new slice", peer: goMoney, most: 0.5},
	{contest: "parse", peer: govalues, most: 0.5},
	{contest: "settle a line, its clauses alone", peer: shopspring, most: 0.1},
	{contest: "settle a line in twelve closes", peer: shopspring, most: 0.1},
}

// verdicts says of each target what was measured.
func verdicts(all []contest, results []times) string {
	var b strings.Builder
	for _, t := range targets {
		for i, c := range all {
			if c.name == t.contest {
				b.WriteString(t.verdict(results[i]))
			}
		}
	}
	return b.String()
}

func (t target) verdict(measured times) string {
	got, unit := measured.ratio(kvartal, t.peer), "of "+t.peer
	if t.over {
		got, unit = measured.over(kvartal, t.peer), "ns over "+t.peer
	}
	word := "met"
	if got > t.most {
		word = "MISSED"
	}
	return fmt.Sprintf("- %s: %.2f %s, target %.2f: %s\n", t.contest, got, unit, t.most, word)
}
