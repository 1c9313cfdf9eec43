package strategy

import "math/rand/v2"

// KeyOf shows the key of a stream to the tests.
func KeyOf(s Streams, name string) [32]byte { return s.key(name) }

// StreamOf is a stream with a key of the test's choice.
func StreamOf(key [32]byte) *Stream { return &Stream{source: *rand.NewChaCha8(key)} }

// SplitMix returns the first numbers of SplitMix64 from a seed.
func SplitMix(seed uint64, count int) []uint64 {
	state, numbers := splitMix(seed), make([]uint64, count)
	for i := range numbers {
		numbers[i] = state.next()
	}
	return numbers
}
