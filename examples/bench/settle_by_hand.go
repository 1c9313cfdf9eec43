package main

// soldByHand is what a return needs of its sale.
type soldByHand struct{ gross, fee, back int64 }

// settleByHand trusts that products fit, and that facts are what they should be.
func settleByHand(s shop) (reckoning, error) {
	all, totals, sales := reckoning{}, map[string]int64{}, map[string]soldByHand{}
	for i := range s.lines {
		f := &s.lines[i]
		n, sums := f.Adds[0].N, all.of(f.Agreement)
		if f.Of.ID == "" {
			before := totals[f.Agreement]
			totals[f.Agreement] = before + n
			fee := min(slabsByHand(before+n)-slabsByHand(before), orderMost)
			sales[f.ID] = soldByHand{n, fee, 0}
			sums[0] += fee
		} else {
			of := sales[f.Of.ID]
			before := halfEven(of.fee*of.back, of.gross)
			of.back -= n
			sales[f.Of.ID] = of
			sums[0] -= halfEven(of.fee*of.back, of.gross) - before
		}
		divideByHand(n, sums[1:])
	}
	return all, nil
}

func slabsByHand(n int64) int64 {
	return halfEven(min(n, slabBound)*10+max(n-slabBound, 0)*6, 100)
}

// divideByHand adds the four shares of n, what is left over to those who lose
// most by the cut.
func divideByHand(n int64, sums []int64) {
	sign := int64(1)
	if n < 0 {
		n, sign = -n, -1
	}
	var rests [4]int64
	left := n
	for i, w := range shares {
		part := n * w / 100
		rests[i] = n * w % 100
		left -= part
		sums[i] += sign * part
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rests {
			if rests[i] > rests[best] {
				best = i
			}
		}
		sums[best] += sign
		rests[best] = 0
	}
}
