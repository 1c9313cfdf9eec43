package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// times holds the nanoseconds of one operation in each round, by peer.
type times map[string][]float64

// measure runs the peers in turn, round by round: what a busy machine adds to
// one of them it adds to its neighbours.
func measure(c contest, rounds int, each time.Duration) times {
	calls := make([]int, len(c.peers))
	for i, p := range c.peers {
		calls[i] = calibrate(p, each)
	}
	all := make(times)
	for range rounds {
		for i, p := range c.peers {
			took := timed(p, calls[i])
			all[p.name] = append(all[p.name], float64(took.Nanoseconds())/float64(calls[i]*c.per))
		}
	}
	return all
}

// ratio is how many times as long one takes as the other: the median of the
// rounds' ratios.
func (t times) ratio(one, other string) float64 {
	return t.compared(one, other, func(a, b float64) float64 { return a / b })
}

// over is how many nanoseconds more one takes than the other, in the median.
func (t times) over(one, other string) float64 {
	return t.compared(one, other, func(a, b float64) float64 { return a - b })
}

func (t times) compared(one, other string, how func(a, b float64) float64) float64 {
	all := make([]float64, len(t[one]))
	for i, ns := range t[one] {
		all[i] = how(ns, t[other][i])
	}
	return median(all)
}

// calibrate finds how many calls take about that long. A run that the machine
// interrupts does not count for a long one.
func calibrate(p peer, each time.Duration) int {
	for n := 1; ; n *= 2 {
		if min(timed(p, n), timed(p, n), timed(p, n)) >= each/2 {
			return n
		}
	}
}

func timed(p peer, calls int) time.Duration {
	start := time.Now()
	p.run(calls)
	return time.Since(start)
}

// median is the middle one, or half-way between the two in the middle.
func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// report writes the table: how many times as long as ours each peer takes.
func report(w io.Writer, all []contest, rounds int, each time.Duration) error {
	if _, err := io.WriteString(w, heading(rounds)); err != nil {
		return err
	}
	results := make([]times, len(all))
	for i, c := range all {
		results[i] = measure(c, rounds, each)
		if _, err := fmt.Fprintf(w, "| %s | 1 | %s |\n", c.name, strings.Join(results[i].cells(), " | ")); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\n"+verdicts(all, results))
	return err
}

// heading says what the table is and how it was made, and names its columns.
func heading(rounds int) string {
	return fmt.Sprintf("Time of one operation as a multiple of ours: medians of %d rounds of one run on %s, %s.\n", rounds, processor(), runtime.Version()) +
		"Made by `cd examples/bench && GOWORK=off go run .`\n\n" +
		"| operation | kvartal | " + strings.Join(columns, " | ") + " |\n" +
		"|---|---|" + strings.Repeat("---|", len(columns)) + "\n"
}

// cells are a row's ratios. A peer without an answer has a dash.
func (t times) cells() []string {
	cells := make([]string, len(columns))
	for i, name := range columns {
		cells[i] = "–"
		if _, ok := t[name]; ok {
			cells[i] = short(t.ratio(name, kvartal))
		}
	}
	return cells
}

// short writes two digits that mean something, or all before the point.
func short(ratio float64) string {
	if ratio >= 10 {
		return fmt.Sprintf("%.0f", ratio)
	}
	return fmt.Sprintf("%.2g", ratio)
}

// processor is the name of the CPU, where the system tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(text)) {
		if key, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
