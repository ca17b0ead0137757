try:
    sys.exit(main())
except Exception as trouble:
    sys.exit(unclear(first_line(trouble)))
