package finance_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Craft is an enumeration of a host.
type Craft uint8

var crafts = finance.NewNames[Craft]("craft", "ceramics", "textile", "print")

func (c Craft) String() string { return crafts.Text(c) }

// An enumeration whose texts are a table.
func ExampleNewNames() {
	textile, err := crafts.Parse("textile")
	fmt.Println(textile, err)
	_, err = crafts.Parse("glass")
	fmt.Println(err)
	fmt.Println(crafts.Validate(7))
	// Output:
	// textile <nil>
	// craft "glass": unknown
	// craft 7: out of range
}
