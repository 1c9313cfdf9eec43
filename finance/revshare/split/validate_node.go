package split

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// at is a problem of a field of an element of a list.
func at(list string, i int, field string, err error) error {
	var wrong finance.Problems
	wrong.AddAt(list, i, finance.Problem{Path: field, Err: err})
	return wrong.Err()
}

func checkName(name string) error { return finance.CheckName(name, accrual.MaxText) }

// validate reports what is wrong with n by itself, and names that are not found.
func (n *Node) validate(find map[string]int) error {
	var wrong finance.Problems
	wrong.Add("name", checkName(n.Name))
	wrong.Add("by", n.By.Validate())
	switch {
	case len(n.Parts) == 0:
		wrong.Add("parts", finance.ErrMissing)
	case len(n.Parts) > MaxParts:
		wrong.Add("parts", fmt.Errorf("%d, at most %d: %w", len(n.Parts), MaxParts, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range n.Parts {
		wrong.AddAt("parts", i, n.Parts[i].validate(n.By, find))
		if named(n.Parts[:i], n.Parts[i].target()) {
			wrong.AddAt("parts", i, finance.ErrDuplicate)
		}
	}
	n.checkRest(find, &wrong)
	if wrong.Len() == 0 {
		n.checkSum(&wrong)
	}
	return wrong.Err()
}

// named reports whether a part goes to t.
func named(parts []Part, t Target) bool {
	return t != Target{} && slices.ContainsFunc(parts, func(p Part) bool { return p.target() == t })
}

func (n *Node) checkRest(find map[string]int, wrong *finance.Problems) {
	if n.Rest == (Target{}) {
		return
	}
	if n.By == Points || n.By == Equal {
		wrong.Add("rest", fmt.Errorf("%v leave none: %w", n.By, finance.ErrConflict))
		return
	}
	wrong.Add("rest", n.Rest.validate(find))
	if named(n.Parts, n.Rest) {
		wrong.Add("rest", fmt.Errorf("is a part too: %w", finance.ErrDuplicate))
	}
}

// checkSum refuses shares over 100 %.
func (n *Node) checkSum(wrong *finance.Problems) {
	if n.By != Shares {
		return
	}
	_, left := n.rates()
	if left.Sign() < 0 {
		wrong.Add("parts", fmt.Errorf("%s over 100%%: %w", percent(left.Neg(left)), finance.ErrRange))
	}
}

func percent(r *big.Rat) string {
	return r.Mul(r, big.NewRat(100, 1)).FloatString(2) + "%"
}

func (t Target) validate(find map[string]int) error {
	var wrong finance.Problems
	switch {
	case t == Target{}:
		wrong.Add("party", finance.ErrMissing)
	case t.Split == "":
		wrong.Add("party", checkName(string(t.Party)))
	case t.Party != "":
		wrong.Add("split", fmt.Errorf("beside a party: %w", finance.ErrConflict))
	default:
		if _, known := find[t.Split]; !known {
			wrong.Add("split", fmt.Errorf("%.40q: %w", t.Split, finance.ErrUnknown))
		}
	}
	return wrong.Err()
}

func (p *Part) validate(by By, find map[string]int) error {
	var wrong finance.Problems
	wrong.Add("", p.target().validate(find))
	for _, f := range [...]struct {
		field string
		of    By
		given bool
		check func() error
	}{
		{"share", Shares, p.Share != finance.Rate{}, p.checkShare},
		{"points", Points, p.Points != 0, p.checkPoints},
		{"up_to", InOrder, p.UpTo != finance.Money{}, p.checkUpTo},
	} {
		switch {
		case f.of == by:
			wrong.Add(f.field, f.check())
		case f.given:
			wrong.Add(f.field, fmt.Errorf("the node divides by %v: %w", by, finance.ErrConflict))
		}
	}
	return wrong.Err()
}

func (p *Part) checkShare() error {
	switch {
	case p.Share.IsZero():
		return finance.ErrMissing
	case p.Share.Sign() < 0:
		return finance.ErrNegative
	case p.Share.Num() > p.Share.Den():
		return fmt.Errorf("%v is more than the whole: %w", p.Share, finance.ErrRange)
	}
	return nil
}

func (p *Part) checkPoints() error {
	switch {
	case p.Points == 0:
		return finance.ErrMissing
	case p.Points < 0:
		return finance.ErrNegative
	}
	return nil
}

func (p *Part) checkUpTo() error {
	switch {
	case p.UpTo.IsZero():
		return finance.ErrMissing
	case p.UpTo.Sign() < 0:
		return finance.ErrNegative
	}
	return p.UpTo.Validate()
}
