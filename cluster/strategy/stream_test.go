package strategy_test

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/finance/stats"
)

// sim-005, Rosetta Code, Pseudo-random numbers/Splitmix64.
func TestSplitMix64(t *testing.T) {
	require.Equal(t, []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
	}, strategy.SplitMix(1234567, 5))
}

// sim-003, golang/go math/rand/v2 chacha8_test.go.
func TestChaCha8(t *testing.T) {
	stream := strategy.StreamOf([32]byte([]byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ123456")))
	for _, want := range []uint64{
		0xb773b6063d4616a5, 0x1160af22a66abc3c, 0x8c2599d9418d287c, 0x7ee07e037edc5cd6,
		0xcfaa9ee02d1c16ad, 0x0e090eef8febea79, 0x3c82d271128b5b3e, 0x9c5addc11252a34f,
	} {
		require.Equal(t, want, stream.Uint64())
	}
}

// The keys were computed a second time, in another language. They never change:
// a study that is run again in ten years gives what it gave.
func TestKeysAreFrozen(t *testing.T) {
	for _, c := range []struct {
		seed, future uint64
		name, key    string
	}{
		{0, 0, "", "91befc38bc758223542c82b566259af844fa80971d0e20470a47e2647adc10e7"},
		{2030, 7, "demand", "772d3c121f276002494216e42def4fe7c7df20b3f0bb0c653b9806c0ca8971b1"},
		{2030, 7, "occupancy of the north wing", "35c88e9f3f22359dcf652ab7e0b5d99291b728b8b1c8b87be96c1688d85ae55a"},
		{math.MaxUint64, math.MaxUint64, "8 bytes!", "cb7f1f835dfc7f08a0fce32a5a1ccc00caba2c87f38aab6143982765aa76c28f"},
		{2030, 8, "спрос", "da92ea16a5b397e709dd009577440c8e51b7d6bf9c3ac2baf72432272c9be452"},
	} {
		streams := strategy.Streams{Seed: c.seed, Future: c.future}
		key := strategy.KeyOf(streams, c.name)
		require.Equal(t, c.key, hex.EncodeToString(key[:]), c.name)
		plain, stream := rand.NewChaCha8(key), streams.For(c.name)
		for range 100 { // beyond one block of the generator
			require.Equal(t, plain.Uint64(), stream.Uint64())
		}
	}
}

// Seeds, futures and names that are near each other share no key.
func TestKeysDiffer(t *testing.T) {
	seen := map[[32]byte]string{}
	for seed := range uint64(4) {
		for future := range uint64(500) {
			for _, name := range []string{"", "a", "b", "a\x00", "\x00a", "aaaaaaaa", "aaaaaaaab", "baaaaaaaa"} {
				key := strategy.KeyOf(strategy.Streams{Seed: seed, Future: future}, name)
				at := fmt.Sprint(seed, future, name)
				require.Empty(t, seen[key], at)
				seen[key] = at
			}
		}
	}
}

// sim-006: streams are named, not drawn from a shared generator. A stream that
// is added, more futures, another order and parallel work change nothing.
func TestStreamsAreIndependent(t *testing.T) {
	const draws = 40
	alone := func(future uint64, name string) (us [draws]float64) {
		stream := strategy.Streams{Seed: 42, Future: future}.For(name)
		for i := range us {
			us[i] = stream.Uniform()
		}
		return us
	}
	want := map[string][draws]float64{}
	for _, name := range []string{"occupancy", "revenue"} {
		for future := range uint64(5) {
			want[fmt.Sprint(name, future)] = alone(future, name)
		}
	}
	var wait sync.WaitGroup
	for future := range uint64(5) { // backwards, in parallel, interleaved with a third stream
		wait.Add(1)
		go func() {
			defer wait.Done()
			streams := strategy.Streams{Seed: 42, Future: 4 - future}
			costs, revenue, occupancy := streams.For("costs"), streams.For("revenue"), streams.For("occupancy")
			for i := range draws {
				costs.Normal()
				if got := revenue.Uniform(); got != want[fmt.Sprint("revenue", 4-future)][i] {
					t.Errorf("revenue %d of future %d: %v", i, 4-future, got)
				}
				costs.Uint64()
				if got := occupancy.Uniform(); got != want[fmt.Sprint("occupancy", 4-future)][i] {
					t.Errorf("occupancy %d of future %d: %v", i, 4-future, got)
				}
			}
		}()
	}
	wait.Wait()
}

// Uniforms fill the open interval evenly, streams of two names and of two
// futures do not move together.
func TestUniform(t *testing.T) {
	const n = 200_000
	streams, next := strategy.Streams{Seed: 1}, strategy.Streams{Seed: 1, Future: 1}
	a, b, c := streams.For("a"), streams.For("b"), next.For("a")
	var us, products, across stats.Moments
	var tenths [10]int
	for range n {
		u := a.Uniform()
		if u <= 0 || u >= 1 {
			t.Fatal(u)
		}
		tenths[int(u*10)]++
		take(t, &us, u)
		take(t, &products, (u-0.5)*(b.Uniform()-0.5)*12)
		take(t, &across, (u-0.5)*(c.Uniform()-0.5)*12)
	}
	for _, count := range tenths {
		require.InDelta(t, n/10, count, 600) // 4.5 deviations
	}
	require.InDelta(t, 0.5, must(us.Mean()), 0.003)
	require.InDelta(t, 1./12, must(us.Variance()), 0.001)
	require.InDelta(t, 0, must(products.Mean()), 0.01) // correlation
	require.InDelta(t, 0, must(across.Mean()), 0.01)
}

// A uniform is made of the upper 52 bits of a draw, and 1-u is exact.
func TestUniformOfBits(t *testing.T) {
	plain, stream := strategy.Streams{Seed: 9}.For("x"), strategy.Streams{Seed: 9}.For("x")
	for range 1000 {
		bits := plain.Uint64()
		u := stream.Uniform()
		require.Equal(t, math.Ldexp(float64(bits>>12)+0.5, -52), u)
		require.Equal(t, u, 1-(1-u), "exact both ways")
	}
}

// The twin mirrors each uniform and each normal to the last bit, and the twin of
// the twin is the stream itself.
func TestAntitheticMirrors(t *testing.T) {
	streams := strategy.Streams{Seed: 3, Future: 4}
	s, twin, again := streams.For("demand"), streams.Antithetic().For("demand"), streams.Antithetic().Antithetic().For("demand")
	for range 500 {
		u := s.Uniform()
		require.Equal(t, 1-u, twin.Uniform())
		require.Equal(t, u, again.Uniform())
		z := s.Normal()
		require.Equal(t, -z, twin.Normal())
		require.Equal(t, z, again.Normal())
	}
	require.Equal(t, s.Uint64(), twin.Uint64(), "bits have no twin")
}

// sim-016, Ross, Simulation: the mean of exp(u) over a pair varies by 0.0039
// with a twin and by 0.1210 with a stranger.
func TestPublishedAntithetic(t *testing.T) {
	var twins, strangers stats.Moments
	for future := range uint64(20_000) {
		streams := strategy.Streams{Seed: 16, Future: future}
		u := streams.For("u").Uniform()
		twin := streams.Antithetic().For("u").Uniform()
		stranger := streams.For("another").Uniform()
		take(t, &twins, (math.Exp(u)+math.Exp(twin))/2)
		take(t, &strangers, (math.Exp(u)+math.Exp(stranger))/2)
	}
	require.InDelta(t, math.E-1, must(twins.Mean()), 0.002)
	require.InEpsilon(t, 0.0039124969, must(twins.Variance()), 0.05)
	require.InEpsilon(t, 0.1210178037, must(strangers.Variance()), 0.05)
}

// sim-019: u against u² differ by 1/6; the difference varies by 1/180 when both
// scenarios meet the same u, and 31 times as much when they do not.
func TestPublishedCommonRandomNumbers(t *testing.T) {
	scenario := func(future, seed uint64, outcome func(float64) float64) float64 {
		return outcome(strategy.Streams{Seed: seed, Future: future}.For("u").Uniform())
	}
	asToday := func(u float64) float64 { return u }
	changed := func(u float64) float64 { return u * u }
	var common, independent stats.Moments
	for future := range uint64(20_000) {
		take(t, &common, scenario(future, 1, asToday)-scenario(future, 1, changed))
		take(t, &independent, scenario(future, 1, asToday)-scenario(future, 2, changed))
	}
	require.InDelta(t, 1./6, must(common.Mean()), 0.002)
	require.InEpsilon(t, 0.0055555556, must(common.Variance()), 0.05)
	require.InEpsilon(t, 0.1722222222, must(independent.Variance()), 0.05)
}

// Draws are free of allocation, also from a stream that starts anew.
func TestDrawsDoNotAllocate(t *testing.T) {
	streams, stream := strategy.Streams{Seed: 1}, new(strategy.Stream)
	lognormal := must(strategy.LognormalByMean(1, 0.2))
	var held strategy.Distribution = lognormal
	sum := 0.0
	require.Zero(t, testing.AllocsPerRun(100, func() {
		streams.Future++
		streams.Start(stream, "demand")
		for range 100 {
			sum += stream.Uniform() + stream.Normal() + stream.Draw(held) + lognormal.Quantile(stream.Uniform())
		}
	}))
	require.Positive(t, sum)
}

// A stream that starts anew in its old room is the stream of its new name.
func TestStart(t *testing.T) {
	streams := strategy.Streams{Seed: 5}
	stream := streams.Antithetic().For("rent")
	stream.Normal()
	streams.Start(stream, "demand")
	fresh := streams.For("demand")
	for range 50 {
		require.Equal(t, fresh.Uniform(), stream.Uniform())
	}
}

func BenchmarkDraw(b *testing.B) {
	var lognormal strategy.Distribution = must(strategy.LognormalByMean(1, 0.2))
	streams := strategy.Streams{Seed: 2030}
	b.Run("lognormal", func(b *testing.B) {
		stream := streams.For("demand")
		for b.Loop() {
			_ = stream.Draw(lognormal)
		}
	})
	b.Run("start", func(b *testing.B) {
		stream := new(strategy.Stream)
		for b.Loop() {
			streams.Future++
			streams.Start(stream, "demand")
		}
	})
	b.Run("math/rand/v2 by hand", func(b *testing.B) {
		r := rand.New(rand.NewChaCha8([32]byte{1}))
		for b.Loop() {
			_ = math.Exp(-0.02 + 0.198*r.NormFloat64())
		}
	})
}

// take adds x, in loops too long for a check each.
func take(t *testing.T, m *stats.Moments, x float64) {
	if err := m.Add(x); err != nil {
		t.Fatal(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
