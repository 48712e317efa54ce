/* trouble.c: the table of what can keep two machines from exchanging.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/trouble.h"

#include "base/lang.h"

static const struct {
    const char *word;
    KnCode code;
    const char *sentence;
    bool said; /* the other side may say it */
} rows[] = {
    [TROUBLE_NONE] = {"", KN_IO, NULL, false},
    [TROUBLE_HERE] = {"here", KN_IO, NULL, false},
    [TROUBLE_NO_ADDRESS] = {"no-address", KN_INVALID,
                            N_("The address of the other machine is not known here: enter it on "
                               "the page of this partner."),
                            false},
    [TROUBLE_SILENT] = {"silent", KN_IO,
                        N_("The other machine does not answer. It may be switched off, or the "
                           "address or the network is wrong; nothing is lost."),
                        false},
    [TROUBLE_CUT] = {"cut", KN_IO,
                     N_("The connection was cut on the way. Exchange again: nothing is lost, and "
                        "nothing comes twice."),
                     false},
    [TROUBLE_CERTIFICATE] = {"certificate", KN_DENIED,
                             N_("The certificate of the other machine has changed, so nothing was "
                                "sent. Call the partner before you go on."),
                             false},
    [TROUBLE_NOT_THEIRS] = {"not-theirs", KN_DENIED,
                            N_("The machine at this address cannot show that it belongs to the "
                               "partner, so nothing was taken. Check the address with them by "
                               "telephone."),
                            false},
    [TROUBLE_STRANGE] = {"strange", KN_IO,
                         N_("Something else answers at this address, not the partner's office: a "
                            "login page of the network, or another program."),
                         false},
    [TROUBLE_DAMAGED] = {"damaged", KN_IO,
                         N_("What came back is not a whole bundle of the partner; nothing was "
                            "taken. Exchange again."),
                         false},
    [TROUBLE_STOPPED] = {"stopped", KN_CONFLICT,
                         N_("The exchange was stopped. What had come whole is kept; exchange again "
                            "for the rest."),
                         false},
    [TROUBLE_STRANGER] = {"stranger", KN_DENIED,
                          N_("The other office does not know us yet: they must add our card "
                             "first."),
                          true},
    [TROUBLE_RECIPIENT] = {"recipient", KN_INVALID,
                           N_("Another office answers at this address, not this partner's."), true},
    [TROUBLE_HALTED] = {"halted", KN_CONFLICT,
                        N_("The other office has stopped exchanging with us, because our book does "
                           "not agree with what they hold. Speak with them."),
                        true},
    [TROUBLE_KEY] = {"key", KN_CONFLICT,
                     N_("Our key has changed since the other office compared it. Nothing is lost: "
                        "read our six words to them by telephone, and exchange again."),
                     true},
    [TROUBLE_LOCKED] = {"locked", KN_CONFLICT,
                        N_("The other office has its keys under a passphrase that nobody has given "
                           "since its machine was started. Call them, and exchange again."),
                        true},
    [TROUBLE_BUSY] = {"busy", KN_CONFLICT,
                      N_("The other office is busy with another exchange; try again in a minute."),
                      true},
    [TROUBLE_LARGE] = {"large", KN_LIMIT,
                       N_("The bundle is too large to go over the network at once; take it as a "
                          "file."),
                       true},
    [TROUBLE_REFUSED] = {"refused", KN_IO,
                         N_("Our bundle did not arrive whole, and the other office took nothing of "
                            "it. Exchange again."),
                         true},
    [TROUBLE_BROKEN] = {"broken", KN_BROKEN,
                        N_("The other office found that a book contradicts what was confirmed, or "
                           "that a file is an old copy. Look together at their screen."),
                        true},
    [TROUBLE_FAILED] = {"failed", KN_IO,
                        N_("The other office could not do its part: its machine reports a fault."),
                        true},
};

const char *
trouble_word(Trouble trouble)
{
    return rows[trouble].word;
}

Trouble
trouble_from_word(const char *word)
{
    for (gsize i = 1; word != NULL && i < G_N_ELEMENTS(rows); i++)
        if (g_str_equal(rows[i].word, word))
            return (Trouble)i;
    return TROUBLE_NONE;
}

Trouble
trouble_of_answer(long status, const char *word)
{
    Trouble said = trouble_from_word(word);
    if (said != TROUBLE_NONE && rows[said].said)
        return said;
    switch (status) {
    case 413:
        return TROUBLE_LARGE;
    case 503:
        return TROUBLE_BUSY;
    default:
        return TROUBLE_STRANGE;
    }
}

const char *
trouble_sentence(Trouble trouble)
{
    return rows[trouble].sentence != NULL ? _(rows[trouble].sentence) : NULL;
}

KnCode
trouble_code(Trouble trouble)
{
    return rows[trouble].code;
}
