#!/bin/sh
# sbom.sh VERSION DATE - what llmcost is made of, as SPDX 2.3: itself and the three libraries that it
# takes from the system, of which the third is for its tests alone. Versions are those of the system;
# each comment says which one was tested with. A fourth one: a call of `package`.
set -eu

version=$1
date=$2

package() { # ID NAME LICENCE HOME PURPOSE COMMENT
    cat <<JSON
    {
      "SPDXID": "SPDXRef-$1",
      "name": "$2",
      "licenseConcluded": "$3",
      "licenseDeclared": "$3",
      "copyrightText": "NOASSERTION",
      "downloadLocation": "$4",
      "primaryPackagePurpose": "$5",
      "filesAnalyzed": false,
      "comment": "$6"
    }
JSON
}

cat <<JSON
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "llmcost-$version",
  "documentNamespace": "https://spdx.org/spdxdocs/llmcost-$version",
  "creationInfo": {"created": "${date}T00:00:00Z", "creators": ["Tool: llmcost-sbom.sh"]},
  "packages": [
    {
      "SPDXID": "SPDXRef-llmcost",
      "name": "llmcost",
      "versionInfo": "$version",
      "licenseConcluded": "MIT AND Apache-2.0",
      "licenseDeclared": "MIT AND Apache-2.0",
      "copyrightText": "NOASSERTION",
      "downloadLocation": "NOASSERTION",
      "primaryPackagePurpose": "APPLICATION",
      "filesAnalyzed": false,
      "comment": "MIT; the measured load shapes of src/catalog/loads.yaml are under Apache-2.0."
    },
JSON
package libyaml libyaml MIT https://github.com/yaml/libyaml LIBRARY \
    "linked dynamically, not contained; tested with 0.2.5" | sed '$s/$/,/'
package cjson cJSON MIT https://github.com/DaveGamble/cJSON LIBRARY \
    "linked dynamically, not contained; tested with 1.7.15" | sed '$s/$/,/'
package cmocka cmocka Apache-2.0 https://cmocka.org LIBRARY \
    "linked by the unit tests alone, not contained; tested with 1.1.5"
cat <<'JSON'
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-llmcost"},
    {"spdxElementId": "SPDXRef-llmcost", "relationshipType": "DYNAMIC_LINK", "relatedSpdxElement": "SPDXRef-libyaml"},
    {"spdxElementId": "SPDXRef-llmcost", "relationshipType": "DYNAMIC_LINK", "relatedSpdxElement": "SPDXRef-cjson"},
    {"spdxElementId": "SPDXRef-cmocka", "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-llmcost"}
  ]
}
JSON
