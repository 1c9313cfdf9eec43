//go:build !race

package utility_test

const allocations = 0.0 // of a reading that two seasons price
