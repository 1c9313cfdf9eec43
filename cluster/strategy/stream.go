package strategy

import "math/rand/v2"

// Streams are the random numbers of one future. A future is one draw of all
// that we do not control, by its number.
//
// Each uncertainty draws from a stream of its own, under its name. What a
// stream gives depends on the seed, the number of the future and the name, and
// on nothing else: not on the scenario, so two scenarios meet the same future
// and their difference is theirs (common random numbers); not on other streams,
// so a new uncertainty, or one that draws more often, moves no other; not on
// the order or the number of workers. The zero Streams is future 0 of seed 0.
type Streams struct {
	Seed   uint64 // of the whole study
	Future uint64 // the number of the future
	Mirror bool   // draws u where its antithetic twin draws 1-u
}

// Antithetic returns the twin of s, whose uniforms are 1-u where those of s are
// u, and whose normals are opposite: a mean over both is steadier than one over
// two strangers when the outcome rises, or falls, with what is drawn.
//
// Source: Hammersley and Morton, Mathematical Proceedings of the Cambridge
// Philosophical Society 52 (1956), 449-475.
func (s Streams) Antithetic() Streams {
	s.Mirror = !s.Mirror
	return s
}

// For returns the stream of that name, at its start. Asking twice gives the
// same numbers twice.
func (s Streams) For(name string) *Stream {
	stream := new(Stream)
	s.Start(stream, name)
	return stream
}

// Start turns stream into what For returns, in the room that it has already:
// for loops over thousands of futures.
func (s Streams) Start(stream *Stream, name string) {
	stream.source.Seed(s.key(name))
	stream.mirror = s.Mirror
}

// Stream gives the numbers of one name in one future, one after the other, from
// ChaCha8 with a key of its own. No draw allocates. A copy of a Stream repeats
// what the Stream gives from then on, and one Stream serves one goroutine. The
// zero Stream belongs to no name: Streams gives and starts them.
//
// Source: Bernstein, ChaCha, a variant of Salsa20 (2008); the order of the
// output is that of math/rand/v2, whose tests freeze it.
type Stream struct {
	source rand.ChaCha8
	mirror bool
}

// Uint64 returns 64 random bits. They have no mirrored twin.
func (s *Stream) Uint64() uint64 { return s.source.Uint64() }

// Uniform returns a number between 0 and 1, both excluded: one of the 2^52
// midpoints (k + ½) / 2^52, so that 1-u is as exact as u.
func (s *Stream) Uniform() float64 {
	u := (float64(s.source.Uint64()>>12) + 0.5) * 0x1p-52
	if s.mirror {
		return 1 - u
	}
	return u
}

// Draw returns a number of the given distribution: its quantile at the next
// uniform. Each draw takes exactly one uniform, whatever the distribution. A
// loop holds d as a Distribution, or asks a type of its own directly, as in
// demand.Quantile(s.Uniform()), and nothing is boxed.
func (s *Stream) Draw(d Distribution) float64 { return d.Quantile(s.Uniform()) }

// Normal returns a number of the standard normal distribution.
func (s *Stream) Normal() float64 { return standardNormal(s.Uniform()) }
