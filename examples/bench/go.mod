module github.com/creative-cluster/kvartal/examples/bench

go 1.25.0

replace github.com/creative-cluster/kvartal => ../..

require (
	github.com/Rhymond/go-money v1.0.15
	github.com/bojanz/currency v1.4.2
	github.com/creative-cluster/kvartal v0.0.0-00010101000000-000000000000
	github.com/govalues/decimal v0.1.36
	github.com/govalues/money v0.2.4
	github.com/shopspring/decimal v1.6.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/cockroachdb/apd/v3 v3.2.1 // indirect
	github.com/google/uuid v1.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)
