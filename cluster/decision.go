package cluster

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Decision is something that a report asks its reader to decide.
type Decision struct {
	Kind    DecisionKind
	Subject string        // the lease, party, space, hosting or award that it is about
	Amount  finance.Money // at stake: overdue, income of the year, rent a month, left to spend; nothing where no money is
	By      civil.Date    // the day on which it is too late: the first without the lease, the hosting, the award; none where there is no such day
}

// DecisionKind is what there is to decide.
type DecisionKind uint8

// The kinds, the most pressing first.
const (
	ChaseArrears DecisionKind = iota // a party is overdue by more than 30 days
	IncomeLimit                      // a maker comes near the limit of its tax regime
	RenewLease                       // a lease ends soon
	LetSpace                         // a space stands empty
	RenewQuota                       // a hosting ends soon
	SpendAward                       // public money is left
)

// DecisionKinds are all kinds, the most pressing first.
func DecisionKinds() []DecisionKind {
	return []DecisionKind{ChaseArrears, IncomeLimit, RenewLease, LetSpace, RenewQuota, SpendAward}
}

var decisionNames = finance.NewNames[DecisionKind]("decision", "chase-arrears", "income-limit", "renew-lease", "let-space", "renew-quota", "spend-award")

// String is the name of the kind, such as chase-arrears.
func (k DecisionKind) String() string { return decisionNames.Text(k) }

// MarshalText writes what String writes; an unknown kind is an error.
func (k DecisionKind) MarshalText() ([]byte, error) { return decisionNames.Marshal(k) }

// UnmarshalText reads what String writes.
func (k *DecisionKind) UnmarshalText(text []byte) error { return decisionNames.Unmarshal(k, text) }
