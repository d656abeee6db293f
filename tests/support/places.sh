# For test scripts that write their own records: `. "$PURSE_TOP/tests/support/places.sh"`.

# record_places: schools of a partnership ALL, from lines of standard input: code, body, kind.
record_places() {
	local school body kind
	echo 'School,From,Name,URN,Kind,Phase,Keeps books here,Currency,Address,Postcode,Cost centre,Email' \
		>records/schools.csv
	echo 'School,From,To,Legal body,VAT person,Employer' >records/belongs.csv
	printf 'Partnership,Name,Kind,From,To\nALL,All of them,cluster,2020-09-01,\n' >records/partnerships.csv
	echo 'Partnership,School,From,To' >records/members.csv
	while read -r school body kind; do
		echo "$school,,School $school,,$kind,primary,yes,,,,," >>records/schools.csv
		echo "$school,2020-09-01,,$body,$body,$body" >>records/belongs.csv
		echo "ALL,$school,2020-09-01," >>records/members.csv
	done
}

# record_agreed: the headings of what is agreed; rows go behind them.
record_agreed() {
	local head='Agreement,From,To,Name,Partnership,Kind,Lead,Basis,Supply,Presentation'
	echo "$head,Income code,Cost code,Lapse shared by,Payment days,Evidence" >records/agreements.csv
	echo 'Agreement,School,From,To,Position,Share,Cost code,Fund,Cost centre,Purchase order' \
		>records/parties.csv
	echo 'Agreement,School,Board,Minute,Date,From,Expires,Limit,Signed by' >records/approvals.csv
	echo 'Agreement,Item,Unit,Price,From,To,How agreed' >records/prices.csv
}
