//go:build !race

package index_test

const part = 1 // all random terms
