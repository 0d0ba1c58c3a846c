"""Makes the language model of ``demarche.language`` from open data. Needs torch; see README.md."""
