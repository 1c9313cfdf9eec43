package strategy

import "encoding/binary"

// key is the key of the stream of that name: four words of SplitMix64, started
// from the seed, the future, the name's length and its bytes, which are mixed in
// one after the other. For one name, no two futures share a start.
func (s Streams) key(name string) [32]byte {
	at := splitMix(s.Seed)
	at.absorb(s.Future)
	at.absorb(uint64(len(name)))
	for len(name) >= 8 {
		at.absorb(word(name[:8]))
		name = name[8:]
	}
	if name != "" {
		at.absorb(word(name))
	}
	var key [32]byte
	for i := 0; i < len(key); i += 8 {
		binary.LittleEndian.PutUint64(key[i:], at.next())
	}
	return key
}

// word reads up to eight bytes, the first as the lowest.
func word(s string) uint64 {
	var w uint64
	for i := range len(s) {
		w |= uint64(s[i]) << (8 * i)
	}
	return w
}

// splitMix is the state of SplitMix64.
//
// Source: Steele, Lea and Flood, Fast splittable pseudorandom number
// generators, OOPSLA (2014).
type splitMix uint64

// next returns the next 64 bits.
func (s *splitMix) next() uint64 {
	*s += 0x9e3779b97f4a7c15 // 2^64 over the golden ratio
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// absorb mixes w into the state; two states differ after it if they differed
// before it and w is the same, or the other way round.
func (s *splitMix) absorb(w uint64) { *s = splitMix(s.next() ^ w) }
