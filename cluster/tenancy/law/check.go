package law

import "github.com/creative-cluster/kvartal/finance/civil"

// Check answers what in s does not meet the rules, by kind of rule, changes of
// rent in the order of s. The day of asking counts only for an object that is not
// returned yet. What s does not say is not warned about; a rule that is not in
// the table is none.
func (rs Rules) Check(s Subject, today civil.Date) []Warning {
	c := check{rules: rs, subject: &s, today: today}
	for _, ask := range [...]func(*check){
		Registration: (*check).registration,
		Notice:       (*check).notice,
		RentChange:   (*check).rentChanges,
		LateReturn:   (*check).lateReturn,
		Sublease:     (*check).sublease,
		Tender:       (*check).tender,
	} {
		ask(&c)
	}
	return c.found
}

// check is a subject under way through the kinds of rules.
type check struct {
	rules   Rules
	subject *Subject
	today   civil.Date
	found   []Warning
}

func (c *check) rule(k Kind, on civil.Date) *Rule { return c.rules.on(k, c.subject.Object, on) }

func (c *check) warn(r *Rule, w Warning) {
	w.Rule = r.clone()
	if w.Months == 0 {
		w.Months = r.Months
	}
	c.found = append(c.found, w)
}

func (c *check) registration() {
	s := c.subject
	r := c.rule(Registration, s.signed())
	if r == nil || s.Registered || !RegistrationNeeded(s.Term, s.Signed, r.Months) {
		return
	}
	c.warn(r, Warning{On: s.signed(), Asked: s.Term.To.AddDays(-1)})
}

func (c *check) notice() {
	s := c.subject
	r := c.rule(Notice, s.Notice.Received)
	if r == nil || !s.Term.IsOpen() || s.Notice.Leaves.IsZero() {
		return
	}
	months := r.Months
	if s.Notice.Months > 0 {
		months = s.Notice.Months
	}
	if NoticeInTime(s.Notice.Received, months, s.Notice.Leaves) {
		return
	}
	c.warn(r, Warning{On: s.Notice.Received, Asked: s.Notice.Leaves, Limit: NoticeEnd(s.Notice.Received, months), Months: months})
}

func (c *check) rentChanges() {
	changes := c.subject.Changes
	if len(changes) > MaxChanges {
		changes = changes[:MaxChanges]
	}
	rule := func(on civil.Date) ([]Change, int) {
		if r := c.rule(RentChange, on); r != nil {
			return r.Binds, r.Months
		}
		return nil, 0
	}
	for i, earliest := range earliestChanges(changes, rule) {
		if !earliest.IsZero() {
			c.warn(c.rule(RentChange, changes[i].On), Warning{On: changes[i].On, Asked: changes[i].On, Limit: earliest})
		}
	}
}

func (c *check) lateReturn() {
	s := c.subject
	until := s.Returned
	if until.IsZero() {
		until = c.today
	}
	late := Late(civil.Period{From: s.Term.From, To: s.end()}, until)
	r := c.rule(LateReturn, late.From)
	if r == nil || late.IsZero() {
		return
	}
	c.warn(r, Warning{On: late.From, Asked: until, Limit: late.From.AddDays(-1), Days: late.Days()})
}

func (c *check) sublease() {
	s := c.subject
	r := c.rule(Sublease, s.signed())
	if r == nil || s.Head.To.IsZero() || !s.Term.To.IsZero() && !s.Term.To.After(s.Head.To) {
		return
	}
	c.warn(r, Warning{On: s.signed(), Asked: s.Term.To.AddDays(-1), Limit: LatestSubleaseDay(s.Head)})
}

func (c *check) tender() {
	s := c.subject
	if r := c.rule(Tender, s.signed()); r != nil && s.State && !s.Tendered {
		c.warn(r, Warning{On: s.signed()})
	}
}
