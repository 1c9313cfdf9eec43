package servicecharge

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Shares is how a pool is divided over a window. With the landlord's void the
// shares sum to one on every day.
type Shares struct {
	Parts []finance.Rate `json:"parts"` // of the participants, in their order
	Void  finance.Rate   `json:"void"`  // what is left to the landlord
}

// Shares returns what part of the pool each participant has over a window; a
// day is a window of one. A host asks as a lease is signed, where Draw would
// refuse shares of more than the whole at the year's end. Rates of a
// day are exact but for those that do not fit one, which are rounded half-even to
// twelve decimals; so are those of a window in which what shares are divided by
// keeps changing.
// What [Reconciliation.Draw] refuses of the pool, the window and the
// participants is refused.
func (p Pool) Shares(window civil.Period, participants []Participant) (Shares, error) {
	var wrong finance.Problems
	wrong.Add("pool", p.Validate())
	wrong.Add("window", checkWindow(window))
	if wrong.Len() == 0 {
		wrong.Add("", checkParticipants(&p, window, participants))
	}
	if err := wrong.Err(); err != nil {
		return Shares{}, err
	}
	s, err := newScale(&p, window, participants)
	if err != nil {
		return Shares{}, err
	}
	shares := Shares{Parts: make([]finance.Rate, len(participants))}
	left := new(big.Int).Set(s.whole)
	for i := range participants {
		weight := s.weight(&participants[i])
		left.Sub(left, weight)
		if shares.Parts[i], err = shown(weight, s.whole); err != nil {
			return Shares{}, err
		}
	}
	shares.Void, err = shown(left, s.whole)
	return shares, err
}
