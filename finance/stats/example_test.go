package stats_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance/stats"
)

// Ten futures of a year's result, in millions: what to expect, and how sure.
func ExampleMoments_Interval() {
	m, err := stats.MomentsOf(1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09)
	if err != nil {
		fmt.Println(err)
		return
	}
	around, err := m.Interval(0.90)
	fmt.Printf("%.2f ± %.2f %v\n", around.Mean, around.HalfWidth, err)
	// Output: 1.34 ± 0.24 <nil>
}

// A batch a worker, merged in the order of the batches: the same bits on one
// worker and on many.
func ExampleMoments_Merge() {
	first, _ := stats.MomentsOf(3, 1, 4)
	second, _ := stats.MomentsOf(1, 5, 9, 2, 6, 5, 3)
	all := first.Merge(second)
	mean, err := all.Mean()
	fmt.Printf("%d values, mean %.1f %v\n", all.N(), mean, err)
	// Output: 10 values, mean 3.9 <nil>
}

// The median of 2, 3, 5 and 9 is 4 by type 7, and 3 by the types that pick a
// value.
func ExampleSample_Quantile() {
	sample, err := stats.NewSample([]float64{9, 2, 5, 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	middle, _ := sample.Quantile(0.5, stats.Type7)
	picked, _ := sample.Quantile(0.5, stats.Type1)
	fmt.Println(middle, picked)
	// Output: 4 3
}

// How many replicates until the mean is known to 0.05?
func ExampleSampleSize() {
	n, err := stats.SampleSize(2.43, 1.96, 0.05)
	fmt.Println(n, err)
	// Output: 9074 <nil>
}
