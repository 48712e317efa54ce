/* unit.c: a unit as its documents name it from one day on: name, parent, header lines, signatory, recipients.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    CODE,
    NAME,
    SHORT_NAME,
    UNIT_KIND,
    PARENT,
    PLACE,
    HEADER_PARENT,
    HEADER_ISSUER,
    CODE_SUFFIX,
    FORMULA,
    RECIPIENTS,
    VALID_FROM,
    VALID_TO,
    SUCCESSOR,
    LEGAL_DOCUMENT
};

static const Choice unit_kinds[] = {
    {"chapter", N_("Red Cross chapter")},
    {"union", N_("Grassroots union")},
    {"cluster", N_("Emulation cluster")},
    {"national", N_("National society")},
    {NULL, NULL},
};
static const Field recipient_parts[] = {
    {"recipient", N_("Recipient"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [CODE] = {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC, .required = true,
              .in_list = true, .import_as = "Mã|Mã đơn vị"},
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC, .required = true,
              .in_list = true, .import_as = "Tên|Tên đơn vị"},
    [SHORT_NAME] = {"short_name", N_("Short name"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC,
                    .help = N_("as reports shorten it: Kiên Giang, CĐCS Hậu Giang")},
    [UNIT_KIND] = {"unit_kind", N_("Kind of unit"), FIELD_CHOICE, CLASS_NONE, SHARE_PUBLIC,
                   .required = true, .in_list = true, .choices = unit_kinds},
    [PARENT] = {"parent", N_("Unit above (code)"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC,
                .of_unit = true, .in_list = true},
    [PLACE] = {"place", N_("Place named on documents"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [HEADER_PARENT] = {"header_parent", N_("First header line (organisation above)"), FIELD_TEXT,
                       CLASS_NONE, SHARE_COVENANT},
    [HEADER_ISSUER] = {"header_issuer", N_("Second header line (issuer)"), FIELD_TEXT, CLASS_NONE,
                       SHARE_COVENANT},
    [CODE_SUFFIX] = {"code_suffix", N_("Abbreviation in document numbers"), FIELD_TEXT, CLASS_NONE,
                     SHARE_COVENANT, .help = N_("as in BC-CĐCS: CĐCS")},
    [FORMULA] = {"formula", N_("Signed on behalf of"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                 .help = N_("as in TM. BAN CHẤP HÀNH")},
    [RECIPIENTS] = {"recipients", N_("Recipients of documents"), FIELD_LIST, CLASS_NONE,
                    SHARE_COVENANT, .parts = recipient_parts},
    [VALID_FROM] = {"valid_from", N_("Valid from"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC,
                    .in_list = true},
    [VALID_TO] = {"valid_to", N_("Valid to"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC},
    [SUCCESSOR] = {"successor", N_("Succeeded by (code)"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC,
                   .of_unit = true},
    [LEGAL_DOCUMENT] = {"legal_document", N_("Legal document"), FIELD_TEXT, CLASS_NONE,
                        SHARE_PUBLIC},
};

static void
unit_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, VALID_FROM, VALID_TO);
}

const Kind kind_unit = {
    "unit",          N_("Unit"),          N_("Units"),
    N_("Unit"),      NATURE_ORDINARY,     .schema = 1,
    FIELDS(fields),  .title = NAME,       .dated = VALID_FROM,
    .lasting = true, .check = unit_check,
};
