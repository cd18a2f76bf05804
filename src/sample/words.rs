//! The titles of the sample's work, oldest first; a letter says the kind:
//! `s` story, `t` task, `p` spike. Bugs have lists of their own.

pub(super) const SEARCH: &str = "\
sSuggest the three most bought products
sShow recent searches under the box
tMove query logs to the new schema
sGroup results by product family
sTranslate colour names before matching
sFilter by delivery date
pCompare two embedding models on our queries
sRank returns lower after two complaints
tLabel the first thousand result pairs
sHide products that cannot be shipped
sKeep filters when going back
sShow why a result is sponsored
tSplit the index by market
sMatch article numbers with spaces
sPrefer the shopper's own size
sOffer a wider search when nothing is found
pCan we detect intent from two words?
sRank new products fairly in week one
tWarm the cache after each deployment
sSearch within a category
sShow price per unit in results
sRemember the chosen sort order
tArchive query logs after 30 days
sUnderstand “under 50 euros”
sShow stock of the nearest store
sBoost products of running campaigns
tMeasure recall on the labelled set
sCombine brand and category in one suggestion
sExplain ranking to merchandisers
sPin up to three results by hand
sDrop duplicates of the same variant
pCost of a second vector store
sShow ratings in suggestions
sRead dates in Nordic formats
tRotate the keys of the crawler
sLearn from searches without a click
sPropose a category for long queries
sRank bundles beside single products
tDelete the old relevance dashboards
sShow facets in the order people use them
sCount results while filters are chosen
sCorrect the keyboard layout
sMatch plural and singular in Finnish
tReplay last year's peak day
sSearch by photo, first slice
sShow similar products when sold out
sRank by margin within equal relevance
tMove batch jobs to the night window
sSupport synonyms per market
pHow far does quantising the vectors get us?
sFold accents in Polish and Czech
sGive merchandisers a preview of rules
sRetire the old ranking rules
tName an owner for every synonym list
sShow free delivery as a facet
sPage through results without losing place
sRank by delivery promise
tAlert when the index is older than an hour
sLet shoppers exclude a brand
sShow results while typing
sDetect gift searches
tDocument the ranking signals
sRank local brands higher by market
sFind products by use, such as “camping”
tCompare click logs with the warehouse
sKeep suggestions to one line on small screens
sShow a hint for mistyped brands
pWhat do shoppers mean by “cheap”?
sMix editorial results into page one
tCut the cost of nightly embeddings
sRank by freshness for fashion
sLet stores search their own shelf
sRespect age limits in suggestions
tMove the evaluation set into version control
sFall back to keywords when vectors are slow
sShow the reason for an empty page
sTune typo distance by word length
sRecognise model numbers
tRemove the second tokenizer
sShow bundles that save money
sSearch orders by product name
tTest the failover of the index
sOffer the other spelling first
sRank accessories after the main product
sShow new arrivals since the last visit
tWrite the runbook for a stale index
sPersonal ranking only with consent
sUse store opening hours as a filter
sSearch help pages from the same box
sPropose searches on the start page
tMake the click model reproducible
sUnderstand units such as cm and inch
sShow discount in the sort menu
pVoice queries: how long are they?
sMerge size charts into one facet
sShow sold-out variants last
tStore a reason for every pinned result
sRank by repairability
sSave a search and get notified
sShow energy labels in results
sTranslate reviews for matching
tCheck ranking on low-end phones
sGroup spare parts under their product
sFilter by certified seller
sSuggest refills for past orders
tMove synonyms to the admin tool";

pub(super) const SEARCH_BUGS: &str = "\
Facets reset after the second page
Umlauts lost in suggestions
Sponsored label overlaps the price
Sort by price ignores discounts
Sold-out products on page one
Double slash breaks category links
Search box loses focus on Safari
Old prices in cached results
Wrong plural in Danish counts
Filter chips wrap under the header
Apostrophes end the query
Suggestions stay open after Enter
Recall drops after index merge
Zero results for two-letter brands
Price slider jumps back
Synonyms apply twice
Back button repeats the query
Relevance differs between nodes
Stock facet counts reserved items
Pinned result shown twice
Timeouts counted as empty results
Emoji in a query returns an error
Campaign boost outlives the campaign
Currency missing in the screen reader text
Category names cut at the ampersand
Size filter hides one-size products
Empty facet group on mobile web
Cursor jumps while typing fast
Typo correction changes article numbers
Result count flickers while loading
Rating filter includes unrated
Index skips products without a brand
Slow first query after deployment
Duplicate store names in the facet
Preview ignores the market
Compound words split in German
Saved sort order lost after login
Old synonyms served from one node
Variant picture does not match colour
Nightly rebuild overlaps the import
Query log misses the market";

pub(super) const PLATFORM: &str = "\
tMove secrets to the vault
sOne health page for all services
tUpgrade the database to the next major
sTrace a request through all services
tRetire the second message broker
sPreview environment for every branch
pCompare two API gateways
tSplit the monolith's session store
sCost report per team
tBackups restored and checked every week
sSelf-service feature flags
tPatch base images within two days
sStructured logs everywhere
tAutoscale the catalogue service
sRetry policy as a library
pIs a service mesh worth it for us?
tMove builds to the new runners
sTemplate for new services
tRemove unused firewall rules
sDead letters visible to their owners
tShorten the pipeline to ten minutes
sQuota page per namespace
tReplace the mail relay
sAlerts go to the owning team
tEncrypt the export buckets
sDeploy at any hour without downtime
tSecond region for the order service
sSchema registry for events
tDrop the old metrics store
sRelease notes from commits
pGPU sharing between teams
tRename hosts to the new scheme
sTest data that resembles production
tLimit log retention by class
sDependency updates in one weekly batch
tMove scheduled jobs to the orchestrator
sDashboard for error budgets
tAnnual disaster exercise
sContract tests between services
tClose open ports of the build farm
sCanary releases for the gateway
tTag every resource with its team
sSingle sign-on for internal tools
pWhat would a second cloud cost?
tSpeed up the image scanner
sThrottle noisy clients
tUpgrade the service runtime
sStaging copies production sizes
tMigrate certificates to automatic renewal
sSearchable catalogue of services
tReview access rights of leavers
sRollback in one command
tConsolidate three cron hosts
sWarn before a quota is used up
tMove static files behind the CDN
sReplay events for one customer
tPin toolchains in all repositories
sOne command for a local environment
tMove traces to cheaper storage
sApprove quota requests in chat
tSplit the event bus by domain
sShow cost next to each deployment
tRetire the old image registry
sLoad tests on a schedule
tClean up orphaned volumes
pCan batch jobs use spot capacity?
sAlert on budgets before month-end
tAutomate the restore exercise";

pub(super) const PLATFORM_BUGS: &str = "\
Health page green while the queue is stuck
Alert storms after a node restart
Trace ids lost at the gateway
Flags cached for an hour after a change
Preview environments never removed
Backups skip the newest table
Retry library ignores cancellation
Wrong owner on inherited alerts
Deploy hangs on slow health checks
Clock drift on two runners
Pipeline passes with no tests run
Certificate renewed but not loaded
Memory leak in the event relay
Rate counter resets at midnight UTC
Dead letters lose their headers
Staging mails reach real people
Log search times out after a week
Canary takes all traffic on rollback
Quota page shows yesterday
Duplicate events after failover
Scanner reports fixed packages
Idle connections exhaust the pool
Service catalogue drops renamed teams
Scheduled job runs twice when clocks change
Gateway returns 200 on partial failure
Preview links expire at once
Budget alert counts credits twice
Runner disk fills with old layers";

pub(super) const MOBILE: &str = "\
sSearch from the home screen
sScan a barcode to search
tRaise the lowest supported OS
sDark theme for results
sSwipe between product pictures
tMove crash reports in house
sOffline list of saved products
sShare a search with friends
pNative or web for the filter sheet?
sLarger text without cut-off titles
tCut the start time below two seconds
sPush when a saved search has news
sVoice search, listening state
tScreen reader pass over checkout
sFilter sheet with live counts
sDeep links into search results
tShrink the app below 40 MB
sRemember the last market
sHaptic feedback when adding to cart
tAutomate store screenshots
sTablet layout for results
sCompare three products side by side
pSpeech on the device or in the cloud?
sStore finder in search results
tReplace the image loader
sUndo for removed favourites
sSuggestions with pictures
tTest on the ten most used phones
sPrice alerts in the app
sSearch history can be cleared
tMove to the new navigation library
sWidgets for saved searches
sConsent screen in plain words
tSigned builds from the pipeline
sPull to refresh in results
sVoice search in Swedish
tProfile scrolling on old phones
sPay with the wallet from results
sAsk for reviews at the right time
tRemove the legacy analytics kit
sRead results aloud
sLandscape mode for size charts
tStage store releases over five days
sOne-handed filter bar
sNearby stock on the map
tMeasure battery use while listening
sShow delivery promise on the card
tUpdate the accessibility statement
sSort by distance to the store
sContinue a search on another device
tSplit the app into modules
sFavourites in several lists
pIs passkey sign-in ready for our users?
sSearch inside order history
tReduce the size of pictures on 3G
sHide products seen ten times
sVoice search in Danish and Norwegian
tRun interface tests on every change";

pub(super) const MOBILE_BUGS: &str = "\
Keyboard covers the first result
Crash when rotating the filter sheet
Barcode scanner stays on in background
Suggestions lag behind on slow networks
Voice button overlaps the cart
Wrong market after reinstall
Deep link opens an empty list
Dark theme hides sold-out labels
Favourites doubled after sync
Push opens the wrong product
Back gesture closes the app
Pictures stretched on foldables
Login lost after the update
Screen reader skips prices
Map freezes without permission
Badge count never clears
Old suggestions after switching language
Search crashes on an empty clipboard
Filter counts late by one tap
Tablet keyboard submits twice
Offline list empty after midnight
Microphone prompt shown twice
Store picker ignores distance
Long titles push the price away
Shared links lose their filters
Widget shows yesterday's price";

pub(super) const KESTREL: &str = "\
sSign in with the bank's identity
sAccount overview on one page
tConnect the test environment of the bank
sDownload statements as PDF
sSecure messages to the adviser
tPenetration test findings, first batch
sApprove payments with two people
sStanding orders can be paused
tAgree the data retention plan
sSearch transactions by amount
sNotify about unusual logins
tMove e-mail templates to the bank's brand
sCard limits set by the customer
sContrast mode for the portal
tLoad test with month-end volume
sExport transactions for accounting
sSwitch between companies
tSupport handbook for the first line
sShow planned payments
sUpload documents for a loan
tMonthly service report, new form
sAppointment booking with branches
sPower of attorney for a period
tRenew certificates with the bank
sReport a lost card
sPayment templates for teams
tArchive messages after ten years";

pub(super) const KESTREL_BUGS: &str = "\
Statement total misses reversed payments
Session ends while typing a message
Wrong time zone in payment receipts
Second approver gets no notice
Search ignores cents
PDF without page numbers on page two
Login loop with blocked cookies
Card limit shown before it is active
Amounts rounded in the export
Adviser's name missing after holiday cover
Slow overview for large companies
Attachment names lose their accents";

pub(super) const NORDVIK: &str = "\
tMap Nordvik's article groups
sReceive orders every five minutes
sConfirm deliveries back to Nordvik
tAgree error codes with their IT
sSend stock levels per warehouse
sHandle partial deliveries
tTest orders in four currencies
sReturns with a reason code
sCancel an order before picking
tMonitor the file gateway
sPrice lists by validity date
sCustoms data for Norway
tDry run of the switch-over
sResend failed messages by hand
sInvoice lines with discounts
tHandover to operations
sDaily reconciliation report
sDanish delivery addresses
tData-processing terms, technical annex";

pub(super) const NORDVIK_BUGS: &str = "\
Orders with two discounts rejected
Stock negative after a correction
Delivery notes sent twice
Decimal comma read as thousands
Returns booked on the wrong day
Customs number cut after ten digits
Gateway keeps the lock after an error
Swedish letters broken in address labels";

pub(super) const CHECKOUT: &str = "\
pWhere do shoppers leave the checkout?
sCheckout on one page
sGuest checkout with e-mail only
tChoose the payment provider
sShow total cost from the start
sSave the cart across devices
tContract draft with the provider
sDelivery slots in the cart
sGift cards combine with cards
sAddress check while typing
tPlan the migration of stored cards
sInvoice for business customers
sSplit deliveries explained
tUsability test, second round
sVoucher field out of the way
sReturn label in the parcel or by phone
tRetire the old basket service
sPay later with a clear schedule";

pub(super) const CHECKOUT_BUGS: &str = "\
Tax shown twice for islands
Voucher lost after login
Delivery date before order date
Total wrong with two gift cards
Address check rejects house names
Cart empties on currency change";

/// Why work stood still.
pub(super) static REASONS: [&str; 6] = [
    "Waiting for test data",
    "Environment down",
    "Needs a decision on scope",
    "Reviewer on leave",
    "Waiting for the client",
    "API of another team not ready",
];

/// Large bodies of work: prefix and title.
pub(super) static EPICS: [(&str, &str); 11] = [
    ("SRCH", "Query understanding"),
    ("SRCH", "Facets and filters"),
    ("SRCH", "Merchandising tools"),
    ("PLT", "Event bus"),
    ("PLT", "Delivery pipeline"),
    ("PLT", "Service reliability"),
    ("MOB", "Search in the app"),
    ("MOB", "Voice search"),
    ("KES", "Customer portal"),
    ("NOR", "Order integration"),
    ("CHK", "One-page checkout"),
];
