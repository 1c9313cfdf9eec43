// Bench times the money of this library beside its peers: the loop by hand that
// nobody beats, govalues, bojanz, go-money and bare decimals of shopspring; and
// the settlement of a shop beside plain loops. All of them get the same inputs
// and must come to the same answers, which a test of this module asserts. It
// prints one table of ratios:
//
//	cd examples/bench && GOWORK=off go run .
//
// The module stands apart from the workspace, so that nobody who builds the
// library downloads its peers. `GOWORK=off go test -bench .` has the same
// contests as Go benchmarks, with their allocations.
package main

import (
	"flag"
	"os"
	"time"
)

func main() {
	rounds := flag.Int("rounds", 10, "rounds of each contest; their median counts")
	each := flag.Duration("each", time.Millisecond, "how long one run takes, about; short ones are seldom interrupted")
	flag.Parse()
	if err := report(os.Stdout, contests(), max(*rounds, 1), *each); err != nil {
		panic(err)
	}
}
