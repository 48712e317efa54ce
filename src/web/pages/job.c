/* job.c: long work: how far it is, a button to stop it, then its result.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/job.h"

const Page page_job = {"/u/:unit/jobs/:job", N_("Work in progress"), ALLOW_READER, job_show,
                       job_stop};
