package strategy_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/strategy"
)

// Two scenarios meet the same demand in the same future; what one of them draws
// beside it changes nothing for the other.
func ExampleStreams() {
	factor, err := strategy.LognormalByMean(1, 0.2) // a mean of 1: growth is the scenario's, not the noise's
	if err != nil {
		fmt.Println(err)
		return
	}
	future := strategy.Streams{Seed: 2030, Future: 7}
	today := future.For("demand").Draw(factor)
	future.For("rent of the north wing").Normal()
	expanded := future.For("demand").Draw(factor)
	fmt.Println(today == expanded)
	// Output: true
}
